import { shareOf as ofActivity } from '../../miniprogram/packages/resident/activity/model';
import { shareOf as ofStation } from '../../miniprogram/pages/station/model';

type Activity = Parameters<typeof ofActivity>[0];
type Station = Parameters<typeof ofStation>[0];

const activity = { title: '义剪', time: '9:00–11:00', venue: { name: '湖滨站', address: '' }, photo: '' };
const station = {
  name: '湖滨站',
  hours: ['每天 8:30–17:30'],
  address: '黄河路 1 号',
  photos: [] as string[],
};

/** What is shared says what, when and where by itself, before anybody opens it. */
test('an activity is shared with its time, its place and its own photo', () => {
  expect(ofActivity(activity as Activity)).toEqual({ title: '义剪｜9:00–11:00｜湖滨站' });
  expect(ofActivity({ ...activity, photo: 'cloud://p' } as Activity).imageUrl).toBe('cloud://p');
});

test('a station with when it is open, where it is, and its first photo', () => {
  expect(ofStation(station as unknown as Station)).toEqual({ title: '湖滨站｜每天 8:30–17:30｜黄河路 1 号' });
  expect(ofStation({ ...station, photos: ['a', 'b'] } as unknown as Station).imageUrl).toBe('a');
  expect(ofStation({ ...station, hours: [], address: '' } as unknown as Station).title).toBe('湖滨站');
});
