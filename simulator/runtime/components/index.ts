/** Everything WeChat draws itself. A tag that is not in these two lists is drawn as its name. */
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { Builtins, PhoneHost } from '../host';
import dialogCss from '../ui/dialog.css';
import { installAnimation } from './animation';
import baseCss from './base.css';
import { button, BUTTON_V2_CSS } from './button';
import { canvas } from './canvas';
import { checkbox, checkboxGroup, radio, radioGroup, switchBuiltin } from './choice';
import type { Builtin } from './define';
import { form, formBehaviors } from './form';
import { installHover } from './hover';
import { coverImage, image } from './image';
import { icon, progress } from './indicators';
import { input } from './input';
import { label } from './label';
import { map } from './map';
import { navigator } from './navigator';
import { pageMeta, rootPortal } from './page-level';
import { picker } from './picker';
import { pickerView, pickerViewColumn } from './picker-view';
import { richText } from './rich-text';
import { scrollView } from './scroll-view';
import { slider } from './slider';
import { swiper, swiperItem } from './swiper';
import { textarea } from './textarea';
import { UNKNOWN_CSS, unknownTag } from './unknown';
import { video } from './video';

/** Drawn by the framework as plain elements. */
export const NATIVE_TAGS = ['view', 'text', 'span', 'cover-view'] as const;

export const BUILTINS: readonly Builtin[] = [
  button,
  canvas,
  checkbox,
  checkboxGroup,
  coverImage,
  form,
  icon,
  image,
  input,
  label,
  map,
  navigator,
  pageMeta,
  picker,
  pickerView,
  pickerViewColumn,
  progress,
  radio,
  radioGroup,
  richText,
  rootPortal,
  scrollView,
  slider,
  swiper,
  swiperItem,
  switchBuiltin,
  textarea,
  video,
];

export const SUPPORTED_TAGS: readonly string[] = [...NATIVE_TAGS, 'block', ...BUILTINS.map(({ tag }) => tag)];

export function registerBuiltins(codeSpace: CodeSpace, host: PhoneHost): Builtins {
  host.addStyle([baseCss, dialogCss, UNKNOWN_CSS, ...BUILTINS.map(({ css }) => css)].join('\n'));
  if (host.appConfig['style'] === 'v2') host.addStyle(BUTTON_V2_CSS);
  for (const builtin of BUILTINS) builtin.register(codeSpace, host);
  installHover();
  installAnimation();
  return {
    nativeTags: NATIVE_TAGS,
    drawName: (tag) => unknownTag(tag).register(codeSpace, host),
    behaviors: formBehaviors(codeSpace),
  };
}
