/** Memory for a program that makes much short-lived text on a small host. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap of this process near what it holds: without it V8 (Node 24) lets garbage grow the young generation to 128 MiB
 * where the machine has memory. It costs 5 to 10 % of the time of reading bounces, and a tenth of the time that one answer takes,
 * so that the program does it when it has run for a while. Not for the library, whose host's heap it is not.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=10');
}

const MIB = 1024 * 1024;
const LOOK_EVERY_MS = 20;

/**
 * For much work at the same time after `keepHeapSmall`: lets the young generation grow to so many MiB and no further. What many
 * audits at once hold does not fit into the smallest one, is copied again and again and ages too early; that took a third
 * of their processor time. V8 takes a maximum only when it starts, so the growing is watched and stopped.
 */
export function letYoungHeapGrow(toMiB: number): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--heap-growing-percent=25');
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young !== undefined && young.space_size < toMiB * MIB) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(look);
  }, LOOK_EVERY_MS);
  look.unref();
}
