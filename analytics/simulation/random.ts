/**
 * Chance with a seed: xoshiro128** (Blackman and Vigna 2018), seeded by splitmix32. The same seed gives the same numbers on every
 * machine and in every release. `split` gives an independent stream by name, so that adding a draw in one place of a simulation does
 * not move the chance of all others (common random numbers). Not for secrets.
 */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** A whole number from 0 to below − 1; `below` up to 2^32. */
  integer(below: number): number;
  /** A stream of its own for a name or a number; depends on the seed and the name, not on how much was drawn here. */
  split(name: string | number): Random;
}

/** Kept apart from the global object, whose look-up costs more than the arithmetic where code runs in a context of its own. */
const { imul, floor } = Math;

export function random(seed: number | string): Random {
  return new Xoshiro(typeof seed === 'number' ? mixNumber(seed) : mixText(0x9e3779b9, seed));
}

class Xoshiro implements Random {
  private readonly seed: number;
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    this.seed = seed;
    const words = splitmix(seed);
    this.a = words();
    this.b = words();
    this.c = words();
    this.d = words();
  }

  next(): number {
    return ((this.word() >>> 5) * 67108864 + (this.word() >>> 6)) / 9007199254740992;
  }

  integer(below: number): number {
    return floor(this.next() * below);
  }

  split(name: string | number): Random {
    return new Xoshiro(mixText(this.seed, typeof name === 'number' ? `#${String(name)}` : name));
  }

  private word(): number {
    const scrambled = imul(rotate(imul(this.b, 5), 7), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotate(this.d, 11);
    return scrambled;
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Words that differ in many bits for seeds that differ in one. */
function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = imul(word, 0x735a2d97);
    return word ^ (word >>> 15);
  };
}

/** Both halves of a number count, so that 1 and 1 + 2^32 are different seeds. */
function mixNumber(seed: number): number {
  const low = seed | 0;
  const high = floor(seed / 4294967296) | 0;
  return high === 0 || high === -1 ? low : low ^ splitmix(high)();
}

/** FNV-1a over the text, from a start that carries the parent's seed. */
function mixText(start: number, text: string): number {
  let hash = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = imul(hash ^ text.charCodeAt(index), 0x01000193);
  return splitmix(hash)();
}
