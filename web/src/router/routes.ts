/** Which page stands at which path; each is loaded when it is first shown. */
import type { ComponentType } from 'preact';
import type { Scope } from '../api/shapes.ts';
import { alertRoutes } from '../pages/alerts/routes.ts';
import { askRoutes } from '../pages/ask/routes.ts';
import { domainRoutes } from '../pages/domains/routes.ts';
import { listRoutes } from '../pages/lists/routes.ts';
import { messageRoutes } from '../pages/messages/routes.ts';
import { peopleRoutes } from '../pages/people/routes.ts';
import { publicRoutes } from '../pages/public/routes.ts';
import { reportRoutes } from '../pages/reports/routes.ts';
import { settingsRoutes } from '../pages/settings/routes.ts';
import { matchPath, type PathParameters } from './match.ts';

export interface PageProps {
  readonly parameters: PathParameters;
}

export interface Route {
  readonly path: string;
  readonly load: () => Promise<ComponentType<PageProps>>;
  /** 'open': without a sign-in. Otherwise what the person must be allowed to do. */
  readonly needs: Scope | 'open';
  /** Its entry of the navigation. */
  readonly section?: string;
}

export const routes: readonly Route[] = [
  ...askRoutes,
  ...reportRoutes,
  ...domainRoutes,
  ...messageRoutes,
  ...listRoutes,
  ...alertRoutes,
  ...settingsRoutes,
  ...peopleRoutes,
  ...publicRoutes,
];

export interface FoundRoute {
  readonly route: Route;
  readonly parameters: PathParameters;
}

/** The first route that the path matches. */
export function findRoute(path: string, among: readonly Route[] = routes): FoundRoute | undefined {
  for (const route of among) {
    const parameters = matchPath(route.path, path);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}
