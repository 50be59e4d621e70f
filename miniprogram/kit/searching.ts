/** A page with a field to search by: what stands in it, what was looked for, and how it looks. */
interface Searching {
  readonly data: { readonly typed: string; readonly text: string };
  setData(data: { typed: string }): void;
  look(text: string): void;
}

/** What all such pages do alike, to be spread into Page(). */
export const searching = {
  onInput(this: Searching, event: WechatMiniprogram.Input) {
    this.setData({ typed: event.detail.value });
    // What is cleared is looked for no more.
    if (event.detail.value.trim() === '' && this.data.text !== '') this.look('');
  },
  onSearch(this: Searching) {
    this.look(this.data.typed.trim());
  },
};
