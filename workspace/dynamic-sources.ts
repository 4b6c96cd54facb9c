import { randomInt, randomUUID } from 'node:crypto';
import type { DynamicSources } from '../protocols/core/index.ts';

/** Where the values of dynamic variables come from; `readEnvironment` is false where the environment may not be read. */
export function dynamicSources(
  readEnvironment: boolean,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): DynamicSources {
  return {
    // 48 bits: short enough to read, long enough not to meet again within a session.
    id: () => randomInt(2 ** 48 - 1).toString(36),
    uuid: randomUUID,
    now: () => new Date(),
    // `randomInt` wants less than 2⁴⁸ between its ends; wider ranges lose their last bits, as doubles do.
    randomInt: (least, greatest) =>
      greatest - least < 2 ** 47
        ? randomInt(least, greatest + 1)
        : least + Math.floor(Math.random() * (greatest - least + 1)),
    env: (name) => (readEnvironment ? environment[name] : undefined),
  };
}
