import { join } from 'node:path';
import type { PhoneConfig } from '../../simulator/server/config';

const location = { longitude: 104.06, latitude: 30.66 };

export const phoneConfig: PhoneConfig = {
  root: join(__dirname, 'miniprogram'),
  personas: [{ openid: 'o-first', name: '阿一', role: '写字的人', note: '写过一张', location }],
  places: [['成都市', 0, location.longitude, location.latitude]],
};
