/** Entry of the phone's bundle. The server's page has `window.__boot` before it, and the compiled app after it. */
import type { AppMeta } from '../compiler/types';
import type { Boot } from './boot';
import { registerBuiltins } from './components/index';
import { installDate, setClockOffset } from './framework/date';
import { record } from './framework/errors';
import { glassEasel } from './framework/glass';
import type { TemplateGroup } from './framework/registry';
import { requireLate } from './framework/scripts';
import { installConstructorNames, wxs } from './framework/wxs';
import { Phone } from './phone';
import shellCss from './shell/shell.css';
import type { Simulator } from './simulator';
import { createWx } from './wx/index';

declare global {
  interface Window {
    __boot: Boot;
  }
}

let phone: Phone | undefined;

const simulator: Simulator = {
  wxs,
  global: {},
  requireLate,
  load(meta, templates, { errors, remarks }) {
    for (const { file, message } of remarks) console.info(`${file}: ${message}`);
    try {
      phone = createPhone(meta, templates);
      phone.registry.addMistakes(errors);
    } catch (error) {
      record(error, 'load');
    }
  },
  define: (id, run) => phone?.registry.addScript(id, run),
  start: () => {
    try {
      phone?.start();
    } catch (error) {
      record(error, 'start');
    }
  },
  changeWorld: (world) => phone?.world.change(world),
  setClockOffset,
  scanNext: (text) => phone?.camera.put(text),
  open: (path) => phone?.open(path),
  currentPath: () => phone?.currentPath() ?? '',
};

function createPhone(meta: AppMeta, templates: () => TemplateGroup): Phone {
  const made = new Phone(window.__boot, meta, templates());
  const { registry, host, app, stack } = made;
  registry.useBuiltins(registerBuiltins(registry.space, host));
  const globals = {
    wx: createWx(host),
    App: app.App,
    getApp: app.getApp,
    getCurrentPages: () => stack.all.map((page) => page.component),
    Page: registry.Page,
    Component: registry.Component,
    Behavior: registry.Behavior,
  };
  Object.assign(window, globals);
  Object.assign(simulator.global, globals);
  return made;
}

function addStyle(css: string): void {
  const element = document.createElement('style');
  element.textContent = css;
  document.head.append(element);
}

/** The panel moves the clock; changed sources reload the page. */
function followServer(): void {
  const events = new EventSource('/events');
  events.addEventListener('clock', ({ data }) => setClockOffset(Number(data)));
  events.addEventListener('reload', () => location.reload());
}

setClockOffset(window.__boot.clockOffset);
installDate();
installConstructorNames();
addStyle(shellCss);
window.__simulator__ = simulator;
glassEasel.addGlobalErrorListener((error, method, where) => {
  const name = typeof where === 'string' ? where : where?.is;
  record(error, [name, method].filter(Boolean).join(' '));
  return false;
});
followServer();
