/** What the bundler of the phone (simulator/server/bundle.ts) turns into values. */
declare module '*.wxml' {
  const template: Record<string, unknown>;
  export default template;
}
declare module '*.css' {
  const css: string;
  export default css;
}
