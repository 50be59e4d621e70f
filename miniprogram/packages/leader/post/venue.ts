import { spokenName } from '../../../domain/stations/rules';
import { call } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import type { DraftVenue } from './draft';

/** The team's own station; null when it cannot be looked up now: then one is chosen by hand. */
export async function homeStation(stationId: string): Promise<DraftVenue | null> {
  const result = await call('stations.view', { stationId });
  if (!result.ok) return null;
  const { id, name, address, place } = result.data;
  return { stationId: id, name: spokenName(name), address, place };
}

/** A place picked on WeChat's own map; null when its chooser was closed. */
export async function ownPlace(): Promise<DraftVenue | null> {
  try {
    const { name, address, longitude, latitude } = await wx.chooseLocation({});
    return {
      stationId: null,
      name,
      address,
      place: { longitude: Number(longitude), latitude: Number(latitude) },
    };
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (!errMsg.includes('cancel')) tell('打不开地图，请先选一个站点');
    return null;
  }
}
