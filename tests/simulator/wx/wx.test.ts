import { TestPhone, type PhoneWindow } from '../components/phone';

let phone: TestPhone;
beforeAll(async () => (phone = await TestPhone.start()));
afterAll(() => phone.stop());

test('storage keeps types, and tells when there is nothing', async () => {
  await phone.open('controls');
  expect(await phone.call('setStorage', { key: 'k', data: { a: [1, null] } })).toEqual({
    errMsg: 'setStorage:ok',
  });
  expect(await phone.call('getStorage', { key: 'k' })).toMatchObject({ data: { a: [1, null] } });
  expect(await phone.call('getStorage', { key: 'none' })).toEqual({
    errMsg: 'getStorage:fail data not found',
  });
  expect(await phone.page.evaluate(() => (window as unknown as PhoneWindow).wx.getStorageSync('none'))).toBe(
    '',
  );
});

test('callbacks instead of a promise when any is given', async () => {
  await phone.open('controls');
  const answer = await phone.page.evaluate(
    () =>
      new Promise((resolve) => {
        const { wx } = window as unknown as PhoneWindow;
        const calls: string[] = [];
        const returned = wx.getStorage({
          key: 'none',
          fail: ({ errMsg }) => calls.push(errMsg),
          complete: () => resolve({ calls, returned: typeof returned }),
        });
      }),
  );
  expect(answer).toEqual({ calls: ['getStorage:fail data not found'], returned: 'undefined' });
});

test('canIUse knows what is built, by API, tag, attribute and value', async () => {
  await phone.open('controls');
  const asked = {
    startBeaconDiscovery: false,
    getLocation: true,
    'getLocation.object.type': true,
    'cloud.callFunction': true,
    'cloud.database': false,
    'button.open-type.share': true,
    'button.open-type.nothing': false,
    'view.hover-class': true,
    'view.nothing': false,
    'web-view': false,
  };
  const can = await phone.page.evaluate((names) => {
    const { wx } = window as unknown as PhoneWindow;
    return names.map((name) => [name, wx.canIUse(name)] as const);
  }, Object.keys(asked));
  expect(Object.fromEntries(can)).toEqual(asked);
});

test('modals answer what was typed; action sheets which line; cancelling fails', async () => {
  const page = await phone.open('controls');
  const modal = await phone.begin('showModal', { title: '原因', editable: true, placeholderText: '写一句' });
  await page.getByPlaceholder('写一句').fill('下雨');
  await page.getByRole('button', { name: '确定' }).click();
  expect(await modal()).toMatchObject({ confirm: true, cancel: false, content: '下雨' });
  const sheet = await phone.begin('showActionSheet', { itemList: ['甲项', '乙项'] });
  await page.getByText('乙项').click();
  expect(await sheet()).toMatchObject({ tapIndex: 1 });
  const cancelled = await phone.begin('showActionSheet', { itemList: ['丙项'] });
  await page.getByRole('button', { name: '取消' }).last().click();
  expect(await cancelled()).toEqual({ errMsg: 'showActionSheet:fail cancel' });
});

test('the location needs privacy, then permission; a refusal stands until the settings change it', async () => {
  const page = await phone.open('controls');
  const first = await phone.begin('getLocation', { type: 'gcj02' });
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByText('用于查找你附近的站点').waitFor();
  await page.getByRole('button', { name: '不允许' }).click();
  expect(await first()).toMatchObject({ errMsg: 'getLocation:fail auth deny' });
  expect(await phone.call('getLocation', { type: 'gcj02' })).toMatchObject({
    errMsg: 'getLocation:fail auth deny',
  });
  const settings = await phone.begin('openSetting');
  await page.getByLabel('位置信息').check();
  await page.getByRole('button', { name: '完成' }).click();
  expect(await settings()).toMatchObject({ authSetting: { 'scope.userLocation': true } });
  expect(await phone.call('getLocation', { type: 'gcj02' })).toMatchObject({ errMsg: 'getLocation:ok' });
});

test('a place is chosen at the middle of the map', async () => {
  const page = await phone.open('controls');
  const chosen = await phone.begin('chooseLocation', { longitude: 111.2, latitude: 34.8 });
  await page.getByRole('button', { name: '同意' }).click();
  await page.locator('.wx-place .leaflet-container').waitFor();
  await page.getByPlaceholder('给这个地点起个名字').fill('社区门口');
  await page.getByRole('button', { name: '确定' }).click();
  const place = await chosen();
  expect(place).toMatchObject({ name: '社区门口' });
  expect(place['longitude']).toBeCloseTo(111.2, 4);
});

test('photos are chosen from the album, as many as asked for, or taken', async () => {
  const page = await phone.open('controls');
  const chosen = await phone.begin('chooseMedia', { count: 2, mediaType: ['image'] });
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByText('从相册选择').click();
  // All are drawn before any is shown.
  await page.locator('.wx-album-tile').first().waitFor();
  for (const tile of await page.locator('.wx-album-tile').all()) await tile.click();
  expect(await page.locator('.wx-album-tile.wx-chosen').count()).toBe(2);
  await page.getByRole('button', { name: '完成' }).click();
  const picture = { fileType: 'image', width: 960, height: 720 };
  expect(await chosen()).toMatchObject({ type: 'image', tempFiles: [picture, picture] });
  const taken = await phone.begin('chooseMedia', { sourceType: ['camera'] });
  expect(await taken()).toMatchObject({ tempFiles: [picture] });
});

test('an album closed without a choice is a cancelled call', async () => {
  const page = await phone.open('controls');
  const chosen = await phone.begin('chooseMedia', { sourceType: ['album'] });
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByRole('button', { name: '取消' }).click();
  expect(await chosen()).toMatchObject({ errMsg: 'chooseMedia:fail cancel' });
});

test('a toast goes with the next one; loading stays until hidden', async () => {
  const page = await phone.open('controls');
  await phone.call('showToast', { title: '好了' });
  await phone.call('showLoading', { title: '请稍候' });
  expect(await page.locator('.wx-toast').allTextContents()).toEqual(['请稍候']);
  await phone.call('hideToast');
  expect(await page.locator('.wx-toast').count()).toBe(1);
  await phone.call('hideLoading');
  expect(await page.locator('.wx-toast').count()).toBe(0);
});

test('a cloud call refuses more than a megabyte before it leaves', async () => {
  await phone.open('controls');
  const answer = await phone.call('cloud.callFunction', {
    name: 'member',
    data: { text: '长'.repeat(400_000) },
  });
  expect(answer).toMatchObject({ errCode: -1, errMsg: 'cloud.callFunction:fail data exceed max size' });
});

test('pages of the stack: titles, and going where there is nothing', async () => {
  const page = await phone.open('controls');
  await phone.call('setNavigationBarTitle', { title: '新名字' });
  await page.getByText('新名字').waitFor();
  expect(await phone.call('navigateTo', { url: '/pages/none/index' })).toMatchObject({
    errMsg: expect.stringContaining('navigateTo:fail') as string,
  });
});
