import { TestPhone } from './phone';

let phone: TestPhone;
beforeAll(async () => (phone = await TestPhone.start()));
afterAll(() => phone.stop());

test('an input tells what is typed, takes the answer of its handler, and keeps to its length', async () => {
  const page = await phone.open('controls');
  const field = page.locator('wx-input').first().locator('input');
  await field.click();
  await page.keyboard.type('abcdefghijklm');
  await page.keyboard.press('Enter');
  const inputs = await phone.logged('input');
  expect(inputs[0]).toMatchObject({ detail: { value: 'a', cursor: 1 } });
  expect(await field.inputValue()).toBe('ABCDEFGHIJ');
  expect(await phone.logged('confirm')).toMatchObject([{ detail: { value: 'ABCDEFGHIJ' } }]);
  expect(await phone.logged('blur')).toHaveLength(1);
});

test('model:value goes both ways', async () => {
  const page = await phone.open('controls');
  const field = page.locator('wx-input').nth(1).locator('input');
  await field.fill('xyz');
  expect(await page.locator('[id$="bound-shown"]').textContent()).toBe('xyz');
  await phone.setData({ bound: '' });
  expect(await field.inputValue()).toBe('');
});

test('labels reach their controls and groups tell all that is chosen', async () => {
  const page = await phone.open('controls');
  await page.getByText('a', { exact: true }).click();
  await page.getByText('b', { exact: true }).click();
  await page.getByText('y', { exact: true }).click();
  const changes = await phone.logged('change', 3);
  expect(changes.map(({ detail }) => detail['value'])).toEqual([['a'], ['a', 'b'], 'y']);
});

test('a form gathers every named control, TDesign’s too, and resets them', async () => {
  const page = await phone.open('controls');
  await page.locator('wx-input').first().locator('input').fill('li');
  await page.locator('wx-textarea textarea').fill('第一行\n第二行\n第三行');
  await page.locator('wx-switch').click();
  await page.getByText('b', { exact: true }).click();
  await page.getByText('提交').click();
  expect(await phone.logged('submit')).toMatchObject([
    {
      detail: {
        value: {
          name: 'LI',
          words: '第一行\n第二行\n第三行',
          on: true,
          boxes: ['b'],
          radio: 'x',
          slider: 30,
          t: '',
        },
      },
    },
  ]);
  expect((await phone.logged('linechange')).at(-1)).toMatchObject({ detail: { lineCount: 3 } });
  await page.getByText('重置').click();
  expect(await page.locator('wx-textarea textarea').inputValue()).toBe('');
  expect(await page.locator('wx-switch').getAttribute('aria-checked')).toBe('false');
});

test('a disabled button keeps the tap', async () => {
  const page = await phone.open('controls');
  await page.getByText('不能点').click();
  expect(await phone.log()).toEqual([]);
});

test('pickers: a list by key, days within their bounds, columns that change with the page', async () => {
  const page = await phone.open('controls');
  await page.getByText('选一个人').click();
  await page.getByText('王五').click();
  await page.getByText('确定').click();
  await page.getByText('选日子').click();
  // From 31 January to February, which has no 31st.
  await page.getByText('02月').click();
  await page.getByText('确定').last().click();
  await page.getByText('两列').click();
  await page.getByText('陕州区').click();
  await page.getByText('戊').click();
  await page.getByText('确定').last().click();
  expect(await phone.logged('columnchange', 2)).toMatchObject([
    { detail: { column: 0, value: 1 } },
    { detail: { column: 1, value: 2 } },
  ]);
  const changes = await phone.logged('change', 3);
  expect(changes.map(({ detail }) => detail['value'])).toEqual([2, '2026-02-28', [1, 2]]);
});

test('a phone number is given only after privacy and permission', async () => {
  const page = await phone.open('controls');
  await page.getByText('手机号', { exact: true }).click();
  await page.getByRole('button', { name: '拒绝' }).click();
  expect(await phone.logged('getphonenumber')).toMatchObject([{ detail: { errno: 104 } }]);
  await page.getByText('手机号', { exact: true }).click();
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByRole('button', { name: '不允许' }).click();
  expect((await phone.logged('getphonenumber', 2)).at(-1)).toMatchObject({ detail: { errno: 103 } });
});

test('hover-class comes with the finger, in the page’s own scope', async () => {
  const page = await phone.open('controls');
  const row = page.getByText('按我');
  await row.scrollIntoViewIfNeeded();
  await row.hover();
  await page.mouse.down();
  await page.locator('[class*="hovered"]').waitFor();
  expect(await row.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
    'rgb(255, 204, 204)',
  );
  await page.mouse.up();
});
