import type { Boot, PanelBoot } from '../runtime/boot';

const HEAD =
  '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/fonts/fonts.css">';

/** A page for one phone. */
export function phoneHtml(boot: Boot, runtimeVersion: string, appVersion: string): string {
  return `<!doctype html><html lang="zh-CN"><head>${HEAD}<title>手机</title></head><body>
<script>window.__boot=${json(boot)}</script>
<script src="/runtime/phone.js?v=${runtimeVersion}"></script>
<script src="/app/app.js?v=${appVersion}"></script>
<script src="/app/code.js?v=${appVersion}"></script>
<script>__simulator__.start()</script></body></html>`;
}

/** Two phones and the panel. */
export function panelHtml(boot: PanelBoot, runtimeVersion: string): string {
  return `<!doctype html><html lang="zh-CN"><head>${HEAD}<title>${escape(boot.title)}</title></head><body>
<script>window.__panel=${json(boot)}</script>
<script src="/runtime/panel.js?v=${runtimeVersion}"></script></body></html>`;
}

/** A bar; the page opens by itself as soon as there is something to show. */
export function waitingHtml(): string {
  return `<!doctype html><html lang="zh-CN"><head>${HEAD}<title>正在准备</title></head>
<body style="font:16px/1.6 'PingFang SC',sans-serif;display:grid;place-content:center;height:90vh;text-align:center">
<h1 style="font-size:20px">正在准备数据，好了会自动打开</h1>
<progress id="share" max="1" aria-label="准备了多少" style="width:320px;height:16px;margin:0 auto;accent-color:#b3261e"></progress>
<p id="words" role="status" style="color:#5c5c61"></p>
<script>
const [share, words] = [document.getElementById('share'), document.getElementById('words')];
async function look() {
  try {
    const { waiting } = await (await fetch('/status')).json();
    if (waiting === null) return location.reload();
    share.value = waiting.share;
    words.textContent = waiting.words;
  } catch {
    words.textContent = '服务停了。再运行 npm start，这里会自己接着准备。';
  }
  setTimeout(look, 400);
}
look();
</script></body></html>`;
}

/** JSON that can stand in a script element. */
export function json(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
