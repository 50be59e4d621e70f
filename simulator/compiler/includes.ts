/** `<include>`: WeChat copies the other file to its place, so what stands there sees `item` and all else around it. */
import { resolveId } from './layout';

const COMMENT = /<!--[\s\S]*?-->/;
const INCLUDE = /<include\b((?:[^>"']|"[^"]*"|'[^']*')*?)(?:\/>|>\s*<\/include\s*>)/;
const PLACES = new RegExp(`${COMMENT.source}|${INCLUDE.source}`, 'g');
const SOURCE = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')/;
/** Neither of them comes along, as WeChat's documentation says. */
const LEFT_OUT =
  /<wxs\b[^>]*?(?:\/>|>[\s\S]*?<\/wxs\s*>)|<template\s[^>]*?\bname\s*=[\s\S]*?<\/template\s*>/g;
const REFERENCES = /(<(?:import|include)\b[^>]*?\bsrc\s*=\s*["'])([^"']+)/g;

/** @param read the text of another template, undefined where there is none (it says so itself). */
export function copyIncludes(
  source: string,
  id: string,
  read: (id: string) => string | undefined,
  parents: readonly string[] = [],
): string {
  return source.replace(PLACES, (all: string, attributes: string | undefined) => {
    if (attributes === undefined) return all;
    const [matched = '', double, single] = SOURCE.exec(attributes) ?? [];
    const included = resolveId((double ?? single ?? '').replace(/\.wxml$/, ''), id);
    const other = parents.includes(included) || included === id ? undefined : read(included);
    const copy = other === undefined ? '' : rebase(other.replace(LEFT_OUT, ''), included);
    const content = copyIncludes(copy, included, read, [...parents, id]);
    const conditions = attributes
      .replace(matched, '')
      .replace(/\/\s*$/, '')
      .trim();
    return conditions === '' ? content : `<block ${conditions}>${content}</block>`;
  });
}

/** Paths in a file count from that file, wherever it is copied to. */
function rebase(source: string, id: string): string {
  return source.replace(
    REFERENCES,
    (_all, before: string, target: string) => `${before}/${resolveId(target, id)}`,
  );
}
