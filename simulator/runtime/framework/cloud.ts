/** The phone's way to the local cloud: through the simulator's own server, as this person, only while online. */
import type { Faults, Network, PhoneHost, WxFailure } from '../host';

const OFFLINE: WxFailure = { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED', errCode: -1 };

const TIMED_OUT: WxFailure = { errMsg: 'request:fail timeout', errCode: -1 };

const FAILED = 'cloud.callFunction:fail';

export class Cloud {
  constructor(
    private readonly openid: string,
    private readonly network: Network,
    private readonly faults: Faults,
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
    const fault = this.faults.takeCall(JSON.stringify(data ?? {}));
    if (typeof fault === 'number') return failed(`Error: errCode: ${fault}`, fault);
    let response: Response;
    try {
      response = await this.post(`call/${encodeURIComponent(name)}`, data ?? {});
    } catch (error) {
      return failed((error as Partial<WxFailure>).errMsg ?? 'request:fail');
    }
    if (fault === 'answerLost') return failed(TIMED_OUT.errMsg);
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

  /** fetch() does not tell how far an upload is. */
  readonly uploadFile: PhoneHost['uploadFile'] = (cloudPath, file, progress) =>
    new Promise((resolve, reject: (failure: WxFailure) => void) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat's failures are plain objects
      const fail = (reason: string) => reject({ errMsg: `cloud.uploadFile:fail ${reason}`, errCode: -1 });
      if (!this.network.online) return fail(OFFLINE.errMsg);
      if (this.network.weak) return void this.network.weak.then(() => fail(TIMED_OUT.errMsg));
      const request = new XMLHttpRequest();
      const stop = this.network.onChange(({ online }) => {
        if (!online) request.abort();
      });
      request.upload.onprogress = ({ loaded, total }) => progress(loaded, total);
      request.onloadend = () => {
        stop();
        if (request.status === 0) return fail(OFFLINE.errMsg);
        const { fileID, error = '' } = JSON.parse(request.responseText) as {
          fileID?: string;
          error?: string;
        };
        if (fileID === undefined) fail(error);
        else resolve({ fileID });
      };
      request.open('POST', `/cloud-upload?path=${encodeURIComponent(cloudPath)}`);
      request.setRequestHeader('x-wx-openid', this.openid);
      request.send(file);
    });

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
    if (this.network.weak) {
      await this.network.weak;
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat's failures are plain objects
      throw this.network.online ? TIMED_OUT : OFFLINE;
    }
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
