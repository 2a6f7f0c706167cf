/** Memory for a program that makes much short-lived text on a small host. */

/** Not loaded by a run that is over in a moment. */
const v8 = () => process.getBuiltinModule('node:v8');

/**
 * Keeps the heap of this process near what it holds: without it V8 (Node 24) lets garbage grow the young generation to 128 MiB
 * where the machine has memory. It costs 5 to 10 % of the time of reading bounces, and a tenth of the time that one answer takes,
 * so that the program does it when it has run for a while. Not for the library, whose host's heap it is not.
 */
export function keepHeapSmall(): void {
  v8().setFlagsFromString('--semi-space-growth-factor=1');
  v8().setFlagsFromString('--heap-growing-percent=10');
}

const MIB = 1024 * 1024;
const LOOK_EVERY_MS = 5;

/** Calls `then` once, when the young generation has grown to so many MiB. Does not keep the process alive. */
function whenYoungHeapIs(atLeastMiB: number, then: () => void): void {
  const look = setInterval(() => {
    const young = v8()
      .getHeapSpaceStatistics()
      .find(({ space_name }) => space_name === 'new_space');
    if (young !== undefined && young.space_size < atLeastMiB * MIB) return;
    clearInterval(look);
    then();
  }, LOOK_EVERY_MS);
  look.unref();
}

/**
 * `keepHeapSmall` once the young generation has grown to so many MiB: a run that is over in a moment never comes so far. Not after a
 * time: on a busy machine the same program stood at another size then, and held 25 MiB more or less.
 */
export function keepHeapSmallFrom(youngMiB: number): void {
  whenYoungHeapIs(youngMiB, keepHeapSmall);
}

/**
 * For much work at the same time after `keepHeapSmall`: lets the young generation grow to so many MiB and no further. What many
 * audits at once hold does not fit into the smallest one, is copied again and again and ages too early; that took a third
 * of their processor time. V8 takes a maximum only when it starts, so the growing is watched and stopped.
 */
export function letYoungHeapGrow(toMiB: number): void {
  v8().setFlagsFromString('--semi-space-growth-factor=2');
  v8().setFlagsFromString('--heap-growing-percent=25');
  whenYoungHeapIs(toMiB, () => v8().setFlagsFromString('--semi-space-growth-factor=1'));
}
