import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { AppBuild } from '../compiler/types';
import type { Status } from '../runtime/boot';
import type { Persona } from '../runtime/persona';
import { sendAsset, sendFile } from './files';
import { CloudProxy } from './cloud';
import { NOWHERE, strangers, type PhoneConfig } from './config';
import { Events } from './events';
import { json, panelHtml, phoneHtml, waitingHtml } from './html';
import { listen, send, sendJson } from './http';
import type { Exchange, Route } from './http';
import { Sources, type Builds } from './sources';

export interface SimulatorOptions extends PhoneConfig {
  /** Of the local cloud, such as `http://127.0.0.1:9000`. */
  emulatorUrl: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Whether changed sources reload the phones. On by default. */
  watch?: boolean;
  /** Of another simulator on the same sources, instead of building them again. */
  builds?: Builds;
  /** What is being prepared, shown instead of the phones; undefined as soon as they can be used. */
  waiting?: () => Waiting | undefined;
  /** Throws away what the cloud keeps and begins anew, with `waiting` meanwhile; without it the panel does not offer it. */
  startOver?: () => Promise<void>;
}

export interface Waiting {
  readonly words: string;
  /** How much is done, of 1. */
  readonly share: number;
}

export interface Simulator {
  url: string;
  port: number;
  /** Resolves once the app is compiled, with what is wrong in its sources. */
  ready(): Promise<AppBuild['errors']>;
  builds(): Promise<Builds>;
  close(): Promise<void>;
}

/** Modules of a root that has none. */
const OWN_MODULES = path.resolve(__dirname, '../..');
const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const SCENE_NORMAL = 1001;
const SCENE_CODE = 1047;

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const server = new SimulatorServer(options);
  return server.open();
}

class SimulatorServer {
  private readonly root: string;
  private readonly personas: readonly Persona[];
  /** Another one after each start: pages tell by it that what they run may be old. */
  private readonly instance = randomUUID();
  private readonly events = new Events();
  private readonly sources: Sources;
  private readonly cloud: CloudProxy;

  constructor(private readonly options: SimulatorOptions) {
    this.personas = options.personas ?? strangers;
    this.root = path.resolve(options.root);
    const changed = () => this.events.send('reload', 0);
    this.sources = new Sources(this.root, modulesRootOf(this.root), changed, options.builds);
    this.cloud = new CloudProxy(options.emulatorUrl, (offset) => this.events.send('clock', offset));
  }

  async open(): Promise<Simulator> {
    const { server, port } = await listen(this.routes(), this.options.port ?? 0);
    if (this.options.watch !== false) this.sources.watch();
    this.cloud.followClock(() => this.events.listeners > 0);
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      ready: async () => {
        await this.sources.runtime();
        return (await this.sources.app()).errors;
      },
      builds: () => this.sources.builds(),
      close: async () => {
        this.cloud.close();
        this.events.close();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await this.sources.close();
      },
    };
  }

  private routes(): Route[] {
    return [
      { path: /^\/$/, handle: (exchange) => this.panel(exchange) },
      { path: /^\/phone$/, handle: (exchange) => this.phone(exchange) },
      { path: /^\/personas$/, handle: ({ response }) => sendJson(response, this.personas) },
      { path: /^\/status$/, handle: (exchange) => this.status(exchange) },
      { path: /^\/start-over$/, handle: (exchange) => this.startOver(exchange) },
      { path: /^\/events$/, handle: (exchange) => this.events.add(exchange) },
      { path: /^\/runtime\/([\w.]+)$/, handle: (exchange) => this.runtime(exchange) },
      { path: /^\/app\/(app\.js|code\.js|code\.js\.map)$/, handle: (exchange) => this.app(exchange) },
      {
        path: /^\/app\/file\/(.+)$/,
        handle: ({ response, parameters: [name = ''] }) => sendFile(response, this.root, name),
      },
      { path: /^\/cloud\/(.+)$/, handle: (exchange) => this.cloud.pass(exchange) },
      { path: /^\/cloud-upload$/, handle: (exchange) => this.cloud.upload(exchange) },
      {
        path: /^\/assets\/map\/places\.json$/,
        handle: ({ response }) => sendJson(response, this.options.places ?? []),
      },
      {
        path: /^\/assets\/(.+)$/,
        handle: ({ response, parameters: [name = ''] }) => sendAsset(response, name),
      },
    ];
  }

  private async panel({ response }: Exchange): Promise<void> {
    const { personas } = this;
    const waiting = this.options.waiting?.();
    if (waiting !== undefined) return send(response, 200, HTML, waitingHtml());
    const [{ version }, { meta }] = await Promise.all([this.sources.runtime(), this.sources.app()]);
    const title = meta.app.window.navigationBarTitleText ?? '小程序';
    const walk = this.options.walk ?? [];
    const boot = { personas, title, walk, canStartOver: this.options.startOver !== undefined };
    send(response, 200, HTML, panelHtml(boot, version));
  }

  /** For pages that wait, and for those that want to know whether somebody is still there. */
  private async status({ response }: Exchange): Promise<void> {
    const waiting = this.options.waiting?.() ?? null;
    const cloud = waiting === null && (await this.cloud.answers());
    sendJson(response, { instance: this.instance, waiting, cloud } satisfies Status);
  }

  private startOver({ request, response }: Exchange): void {
    const { startOver } = this.options;
    if (!startOver || request.method !== 'POST') return sendJson(response, { error: 'not offered' }, 405);
    startOver().catch((error: unknown) => console.error(error));
    sendJson(response, {}, 202);
  }

  private async phone({ response, url }: Exchange): Promise<void> {
    const [{ version }, app, clockOffset, appId] = await Promise.all([
      this.sources.runtime(),
      this.sources.app(),
      this.cloud.readClock(),
      this.appId(),
    ]);
    const openid = url.searchParams.get('openid') ?? this.personas[0]?.openid ?? 'guest-1';
    const path = url.searchParams.get('path') ?? '';
    const boot = {
      openid,
      persona: this.personas.find((persona) => persona.openid === openid) ?? null,
      home: this.personas[0]?.location ?? NOWHERE,
      appId,
      cloudUrl: this.options.emulatorUrl,
      path: path.replace(/^\//, ''),
      scene: /[?&]scene=/.test(path) ? SCENE_CODE : SCENE_NORMAL,
      clockOffset,
    };
    send(response, 200, HTML, phoneHtml(boot, version, app.version));
  }

  private async runtime({ response, parameters: [name = ''] }: Exchange): Promise<void> {
    const text = (await this.sources.runtime()).files.get(name);
    if (text === undefined) return sendJson(response, { error: `no ${name}` }, 404);
    keep(response);
    send(response, 200, SCRIPT, text);
  }

  private async app({ response, parameters: [name] }: Exchange): Promise<void> {
    const { meta, templates, errors, remarks, code, codeMap } = await this.sources.app();
    const load = `__simulator__.load(${json(meta)}, () => (${templates}), ${json({ errors, remarks })});`;
    keep(response);
    send(response, 200, SCRIPT, name === 'app.js' ? load : name === 'code.js' ? code : codeMap);
  }

  private async appId(): Promise<string> {
    const file = path.join(this.root, '../project.config.json');
    if (!existsSync(file)) return 'touristappid';
    return (JSON.parse(await readFile(file, 'utf8')) as { appid?: string }).appid ?? 'touristappid';
  }
}

/** Its address carries its version. */
function keep(response: Exchange['response']): void {
  response.setHeader('cache-control', 'max-age=31536000, immutable');
}

/** The nearest folder above that has node_modules. */
function modulesRootOf(root: string): string {
  for (let folder = root; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'node_modules'))) return folder;
  }
  return OWN_MODULES;
}
