import { callOrRecall } from '../../../../services/cache';
import { earlierHomes, nobodyHome, type HomeTyped } from '../../homes';
import { townshipNames } from './model';

/**
 * Where somebody is visited at home: township, address, a number, what to know, and a time where there are several.
 * Tells `change` with what has changed. Homes that were said before are offered.
 */
Component({
  properties: {
    /** HomeTyped */
    value: { type: Object, value: nobodyHome },
    /** { id, name }[]: when they can come; empty where that is asked elsewhere. */
    times: { type: Array, value: [] },
    timeId: { type: String, value: '' },
    fault: { type: String, value: '' },
  },
  data: { townships: [] as string[], earlier: [] as readonly HomeTyped[] },
  lifetimes: {
    attached() {
      this.setData({ earlier: earlierHomes() });
      void this.listTownships();
    },
  },
  methods: {
    async listTownships() {
      const found = await callOrRecall('stations.divisions', {}, 'divisions');
      if (found.ok) this.setData({ townships: townshipNames(found.data.divisions) });
    },
    onTownship(event: Told<{ value: string }>) {
      const area = this.data.townships[Number(event.detail.value)];
      if (area !== undefined) this.triggerEvent('change', { area });
    },
    onField(event: Told<{ value: string }, { field: keyof HomeTyped }>) {
      this.triggerEvent('change', { [event.currentTarget.dataset.field]: event.detail.value });
    },
    onEarlier(event: Tap<{ at: number }>) {
      const home = this.data.earlier[event.currentTarget.dataset.at];
      if (home) this.triggerEvent('change', home);
    },
    onTime(event: Tap<{ id: string }>) {
      this.triggerEvent('change', { timeId: event.currentTarget.dataset.id });
    },
  },
});
