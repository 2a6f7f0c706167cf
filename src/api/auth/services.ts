/** What authentication and the routes about people work with: part of ApiServices. */
import type { ApiServices } from '../services.ts';

export type AuthServices = Pick<ApiServices, 'people' | 'clock'> & {
  readonly settings: Pick<ApiServices['settings'], 'origin' | 'isTls' | 'trustsProxy'>;
};
