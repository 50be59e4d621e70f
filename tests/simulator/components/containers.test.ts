import { TestPhone, type PhoneWindow } from './phone';

let phone: TestPhone;
beforeAll(async () => (phone = await TestPhone.start()));
afterAll(() => phone.stop());

test('a swiper follows the finger and goes round', async () => {
  const page = await phone.open('containers');
  const box = await page.locator('wx-swiper').boundingBox();
  if (!box) throw new Error('no swiper');
  await page.mouse.move(box.x + 100, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 50, { steps: 5 });
  await page.mouse.up();
  expect(await phone.logged('change')).toMatchObject([{ detail: { current: 2, source: 'touch' } }]);
});

test('a scroll-view tells its end once, and scrolls to a child', async () => {
  const page = await phone.open('containers');
  const scroller = page.locator('wx-scroll-view');
  await phone.setData({ into: 'row-5' });
  await page.waitForFunction(() => document.querySelector('wx-scroll-view')?.scrollTop === 200);
  await scroller.evaluate((element) => element.scrollTo(0, 10_000));
  await page.waitForFunction(() => document.querySelector('wx-scroll-view')?.scrollTop === 650);
  expect(await phone.logged('scrolltolower')).toHaveLength(1);
  await scroller.evaluate((element) => element.scrollTo(0, 640));
  await page.waitForFunction(() => document.querySelector('wx-scroll-view')?.scrollTop === 640);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect(await phone.logged('scrolltolower')).toMatchObject([{ detail: { direction: 'bottom' } }]);
});

test('pulling a scroll-view down refreshes it', async () => {
  const page = await phone.open('containers');
  const box = await page.locator('wx-scroll-view').boundingBox();
  if (!box) throw new Error('no scroll-view');
  await page.mouse.move(box.x + 50, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 50, box.y + 140, { steps: 5 });
  await page.mouse.up();
  expect(await phone.logged('refresherrefresh')).toHaveLength(1);
});

test('images load and fail by event, and widthFix keeps the shape', async () => {
  const page = await phone.open('containers');
  await page.waitForFunction(() => document.querySelectorAll('.wx-image-failed').length === 1);
  expect(await phone.logged('load')).toMatchObject([{ id: 'good', detail: { width: 2, height: 1 } }]);
  expect(await phone.logged('error')).toMatchObject([{ id: 'bad' }]);
  expect(await page.locator('wx-image').first().boundingBox()).toMatchObject({ width: 50, height: 25 });
});

test('rich text leaves out what is not trusted', async () => {
  const page = await phone.open('containers');
  expect(await page.locator('wx-rich-text').innerHTML()).toBe('<p style="color: red;">红<b>粗</b></p>');
});

test('a canvas node draws, and a query gives it with its size', async () => {
  const page = await phone.open('containers');
  const answer = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { wx } = window as unknown as PhoneWindow;
        wx.createSelectorQuery()
          .select('#canvas')
          .fields({ node: true, size: true })
          .exec((results) => {
            const [found] = results;
            const pen = found?.node.getContext('2d');
            pen?.fillRect(0, 0, 1, 1);
            resolve({
              width: found?.width,
              height: found?.height,
              pixel: pen?.getImageData(0, 0, 1, 1).data[3],
            });
          });
      }),
  );
  expect(answer).toEqual({ width: 100, height: 50, pixel: 255 });
});

test('picker-view columns tell where they rest; an animation plays; a navigator goes', async () => {
  const page = await phone.open('containers');
  await page.locator('wx-picker-view-column').hover();
  await page.mouse.wheel(0, 100);
  expect(await phone.logged('change')).toMatchObject([{ id: 'wheel', detail: { value: [2] } }]);
  await page.evaluate(() => {
    const { wx, getCurrentPages } = window as unknown as PhoneWindow;
    const animation = wx.createAnimation({ duration: 10 }).translateX(30).step().export();
    getCurrentPages()[0]?.setData({ animation });
  });
  await page.waitForFunction(() => {
    const element = [...document.querySelectorAll('wx-view')].find((each) => each.textContent === '动');
    return element && getComputedStyle(element).transform === 'matrix(1, 0, 0, 1, 30, 0)';
  });
  await page.getByText('地图').click();
  await page.locator('wx-map').waitFor();
  expect(page.url()).toContain('pages%2Fmap%2Findex%3Ffrom%3Dlink');
});

test('a map shows markers and tells taps, callouts and moves', async () => {
  const page = await phone.open('map');
  await page.getByText('第七站').click();
  await page.locator('.wx-map-marker').nth(1).click();
  await page.getByText('盖在上面').click();
  await page.mouse.move(60, 400);
  await page.mouse.down();
  await page.mouse.move(160, 400, { steps: 4 });
  await page.mouse.up();
  expect(await phone.logged('callouttap')).toMatchObject([{ detail: { markerId: 7 } }]);
  expect(await phone.logged('markertap')).toMatchObject([{ detail: { markerId: 8 } }]);
  const ends = (await phone.logged('region-end')).filter(({ causedBy }) => causedBy === 'drag');
  expect(ends).toHaveLength(1);
  expect((ends[0]?.detail['centerLocation'] as { longitude: number }).longitude).toBeLessThan(111.19);
  // Nobody has allowed the location here.
  expect(await page.locator('.wx-map-me').count()).toBe(0);
});
