import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { DynamicSources } from '../../protocols/text/index.ts';

/** Where `{{$id}}`, `{{$now}}` and the like come from. `env`: the environment that may be read; undefined where it may not. */
export function dynamicSources(env: NodeJS.ProcessEnv | undefined): DynamicSources {
  return {
    id: () => randomBytes(6).toString('hex'),
    uuid: () => randomUUID(),
    now: () => new Date(),
    // `randomInt` wants less than 2⁴⁸ between its ends.
    randomInt: (least, greatest) => (greatest - least < 2 ** 47 ? randomInt(least, greatest + 1) : least + Math.floor(Math.random() * (greatest - least + 1))),
    env: (name) => env?.[name],
  };
}
