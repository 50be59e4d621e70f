/** The phone's way to the local cloud: through the simulator's own server, as this person, only while online. */
import type { Network, PhoneHost, WxFailure } from '../host';

const OFFLINE: WxFailure = { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED', errCode: -1 };

const FAILED = 'cloud.callFunction:fail';

export class Cloud {
  constructor(
    private readonly openid: string,
    private readonly network: Network,
    /** Where the cloud sees this phone call from. */
    private readonly address: () => string,
  ) {}

  readonly callFunction: PhoneHost['callFunction'] = async (name, data) => {
    const failed = (reason: string, errCode = -1): never => {
      const errMsg = reason.startsWith(FAILED) ? reason : `${FAILED} ${reason}`;
      const failure: WxFailure = { errMsg, errCode };
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat's failures are plain objects
      throw failure;
    };
    let response: Response;
    try {
      response = await this.post(`call/${encodeURIComponent(name)}`, data ?? {});
    } catch (error) {
      return failed((error as Partial<WxFailure>).errMsg ?? 'request:fail');
    }
    const body = (await response.json()) as {
      result?: unknown;
      requestID?: string;
      errMsg?: string;
      errCode?: number;
      error?: string;
    };
    if (!response.ok) return failed(body.errMsg ?? body.error ?? `HTTP ${response.status}`, body.errCode);
    if (body.errCode !== undefined && body.errCode !== 0) return failed(body.errMsg ?? '', body.errCode);
    return { result: body.result, requestID: body.requestID ?? '' };
  };

  readonly uploadFile: PhoneHost['uploadFile'] = async (cloudPath, file) => {
    const response = await this.fetch(`/cloud-upload?path=${encodeURIComponent(cloudPath)}`, {
      method: 'POST',
      body: file,
    });
    const { fileID, error } = (await response.json()) as { fileID?: string; error?: string };
    const failure: WxFailure = { errMsg: `cloud.uploadFile:fail ${error ?? ''}` };
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat's failures are plain objects
    if (fileID === undefined) throw failure;
    return { fileID };
  };

  readonly phoneCode: PhoneHost['phoneCode'] = async (number) => {
    const response = await this.post('phone-codes', { number });
    const { code, error } = (await response.json()) as { code?: string; error?: string };
    const failure: WxFailure = { errMsg: `getPhoneNumber:fail ${error ?? ''}` };
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat's failures are plain objects
    if (code === undefined) throw failure;
    return code;
  };

  /** What is on its way when the network goes is lost, too. */
  readonly fetch: PhoneHost['fetch'] = async (url, init) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat's failures are plain objects
    if (!this.network.online) throw OFFLINE;
    const abort = new AbortController();
    const stop = this.network.onChange(({ online }) => {
      if (!online) abort.abort(OFFLINE);
    });
    try {
      return await fetch(url, { ...init, signal: abort.signal });
    } finally {
      stop();
    }
  };

  post(path: string, body: unknown): Promise<Response> {
    return this.fetch(`/cloud/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-wx-openid': this.openid,
        'x-wx-clientip': this.address(),
      },
      body: JSON.stringify(body),
    });
  }
}
