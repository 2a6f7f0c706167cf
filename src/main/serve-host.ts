/** What `waypost serve` and the commands around it need: each is loaded when it runs. */
import type { ServeHost } from '../cli/serve/host.ts';

export const host: ServeHost = {
  serve: async (options, io) => (await import('./serve/run-serve.ts')).runServe(options, io),
  init: async (options, io) => (await import('./serve/run-init.ts')).runInit(options, io),
  checkConfig: async (options, io) =>
    (await import('./serve/run-config-check.ts')).runConfigCheck(options, io),
  service: async (options, io) => (await import('./serve/run-service.ts')).runService(options, io),
  backup: async (file, options, io) => (await import('./serve/run-backup.ts')).runBackup(file, options, io),
  restore: async (file, options, io) => (await import('./serve/run-backup.ts')).runRestore(file, options, io),
  addUser: async (email, options, io) => (await import('./serve/run-user.ts')).addUser(email, options, io),
  listUsers: async (options, io) => (await import('./serve/run-user.ts')).listUsers(options, io),
  resetPassword: async (email, options, io) =>
    (await import('./serve/run-user.ts')).resetPassword(email, options, io),
};
