/** '张*三', '王*': enough for who holds the paper to see that it is theirs, too little to learn a name from it. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  const [first = '', ...rest] = letters;
  const last = rest[rest.length - 1];
  if (last === undefined) return first === '' ? '' : '*';
  if (rest.length === 1) return `${first}*`;
  return `${first}${'*'.repeat(rest.length - 1)}${last}`;
}
