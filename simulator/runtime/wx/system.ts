/** What the app may know about the phone, the client and itself; its life cycle. */
import type { LaunchOptions, PhoneHost } from '../host';
import { asyncApis, listeners, type ApiTable } from '../api';

/** The client the simulator plays. */
const DEVICE = { brand: 'simulator', model: 'Simulator', system: 'Android 14', platform: 'android' };
const VERSIONS = { version: '8.0.60', SDKVersion: '3.10.0' };

function windowInfo(host: PhoneHost): object {
  const metrics: object = host.metrics();
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => name !== 'capsule'));
}

function appBase(host: PhoneHost): object {
  return {
    ...VERSIONS,
    enableDebug: false,
    language: 'zh_CN',
    theme: host.theme(),
    fontSizeScaleFactor: host.fontSize / 16,
    fontSizeSetting: host.fontSize,
    host: { env: 'WeChat', appId: host.appId, version: VERSIONS.version },
  };
}

function authorizeSetting(host: PhoneHost): object {
  const locationAuthorized = host.location.granted ? 'authorized' : 'denied';
  return {
    albumAuthorized: 'authorized',
    bluetoothAuthorized: 'authorized',
    cameraAuthorized: 'authorized',
    locationAuthorized,
    locationReducedAccuracy: false,
    microphoneAuthorized: 'authorized',
    notificationAuthorized: 'authorized',
    phoneCalendarAuthorized: 'authorized',
  };
}

function information(host: PhoneHost): ApiTable {
  const device = () => ({
    abi: 'x86',
    benchmarkLevel: 30,
    cpuType: 'simulator',
    memorySize: '4096',
    ...DEVICE,
  });
  const setting = () => ({
    bluetoothEnabled: true,
    locationEnabled: host.location.granted,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  });
  const all = () => ({
    ...device(),
    ...windowInfo(host),
    ...appBase(host),
    ...setting(),
    ...authorizeSetting(host),
  });
  const launch = (): LaunchOptions => host.launch;
  return {
    getWindowInfo: () => windowInfo(host),
    getDeviceInfo: device,
    getAppBaseInfo: () => appBase(host),
    getSystemSetting: setting,
    getAppAuthorizeSetting: () => authorizeSetting(host),
    getSystemInfoSync: all,
    getMenuButtonBoundingClientRect: () => host.metrics().capsule,
    getAccountInfoSync: () => ({ miniProgram: { appId: host.appId, envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    ...asyncApis({ getSystemInfo: all, getSystemInfoAsync: all }),
  };
}

function life(host: PhoneHost): ApiTable {
  const show = listeners<LaunchOptions>();
  const hide = listeners<undefined>();
  const error = listeners<string>();
  const rejection = listeners<{ reason: unknown }>();
  const resize = listeners<{ size: { windowWidth: number; windowHeight: number } }>();
  const theme = listeners<{ theme: string }>();
  const keyboard = listeners<{ height: number }>();
  host.on('appShow', show.fire);
  host.on('appHide', hide.fire);
  host.on('error', ({ message, stack }) => error.fire(`${message}\n${stack}`));
  host.on('unhandledRejection', rejection.fire);
  host.on('windowResize', (size) => resize.fire({ size }));
  host.on('themeChange', theme.fire);
  host.on('keyboardHeight', keyboard.fire);
  return {
    onAppShow: show.on,
    offAppShow: show.off,
    onAppHide: hide.on,
    offAppHide: hide.off,
    onError: error.on,
    offError: error.off,
    onUnhandledRejection: rejection.on,
    offUnhandledRejection: rejection.off,
    onWindowResize: resize.on,
    offWindowResize: resize.off,
    onKeyboardHeightChange: keyboard.on,
    offKeyboardHeightChange: keyboard.off,
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    ...never('MenuButtonBoundingClientRectWeightChange', 'MemoryWarning', 'UserCaptureScreen'),
  };
}

/** Things that never happen on this phone: listeners are taken and not called. */
function never(...names: readonly string[]): ApiTable {
  const ignore = () => undefined;
  return Object.fromEntries(
    names.flatMap((name) => [
      [`on${name}`, ignore],
      [`off${name}`, ignore],
    ]),
  );
}

function updates(): ApiTable {
  const ignore = () => undefined;
  return {
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
        setTimeout(() => listener({ hasUpdate: false })),
      onUpdateReady: ignore,
      onUpdateFailed: ignore,
      applyUpdate: ignore,
    }),
    getPerformance: () => ({
      now: () => performance.now(),
      getEntries: () => [],
      createObserver: () => ({ observe: ignore, disconnect: ignore }),
    }),
    reportEvent: ignore,
    getLogManager: () => ({ log: console.log, info: console.info, warn: console.warn, debug: console.debug }),
    getRealtimeLogManager: () => ({
      info: console.info,
      warn: console.warn,
      error: console.error,
      addFilterMsg: ignore,
    }),
  };
}

export function systemApis(host: PhoneHost): ApiTable {
  return {
    ...information(host),
    ...life(host),
    ...updates(),
    ...asyncApis({
      login: () => ({ code: `simulator-${host.openid}` }),
      checkSession: () => undefined,
      exitMiniProgram: () => host.emit('appHide', undefined),
    }),
  };
}
