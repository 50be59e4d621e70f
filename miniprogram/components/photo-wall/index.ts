import { showPhotos, type PhotoTile } from '../../services/photos';

/** Photos side by side; a tap shows them full screen or, where the page works on them, tells it which. */
Component({
  properties: {
    photos: { type: Array, value: [] as PhotoTile[] },
    /** The page does something else on a tap. */
    own: { type: Boolean, value: false },
  },
  methods: {
    onTap(event: Tap<{ index: number }>) {
      const { index } = event.currentTarget.dataset;
      const { photos, own } = this.data;
      if (own) this.triggerEvent('choose', { index });
      else
        showPhotos(
          photos.map(({ src }) => src),
          index,
        );
    },
  },
});
