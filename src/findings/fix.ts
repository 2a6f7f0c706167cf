/** A fix is a value: the command line prints it, an API returns it, a re-audit applies it. */

export type Fix =
  | {
      readonly kind: 'dns';
      readonly name: string;
      readonly type: string;
      readonly value: string;
      readonly replaces?: string;
    }
  | { readonly kind: 'setting'; readonly where: string; readonly key: string; readonly value: string }
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'contact'; readonly who: string; readonly url?: string; readonly text: string }
  | { readonly kind: 'wait'; readonly seconds: number; readonly why: string };
