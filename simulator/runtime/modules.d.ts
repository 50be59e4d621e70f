/** What the bundler of the phone (simulator/server/bundle.ts) turns into values. */
declare module '*.css' {
  const css: string;
  export default css;
}
