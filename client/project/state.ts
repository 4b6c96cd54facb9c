import { parseProject, type ParsedProject, type Project } from '../../protocols/project/index.ts';
import { LineIndex } from '../../protocols/core/index.ts';
import type { UserError } from '../errors/user-error.ts';
import { brokenProject, noProject, noProjectAtHome } from './errors.ts';

/** What is known of one folder's `wireloupe.json`. A broken file still gives what of it is sound. */
export interface ProjectState {
  /** Uri of the workspace folder. */
  readonly folder: string;
  readonly folderName: string;
  /** The user's own file, for windows without a folder. */
  readonly home?: true;
  readonly directory: string;
  /** Uri of `wireloupe.json`, whether it exists or not. */
  readonly file: string;
  readonly exists: boolean;
  readonly project: Project;
  readonly ranges: ParsedProject['ranges'];
  /** What to tell the user who wants to connect: the file is missing, or has errors. */
  readonly error?: UserError;
}

/** Where a project file stands. */
export type ProjectPlace = Pick<ProjectState, 'folder' | 'folderName' | 'home' | 'directory' | 'file'>;

/** Reads the text of a `wireloupe.json`; undefined stands for a file that is not there. */
export function readProject(place: ProjectPlace, text: string | undefined): ProjectState {
  const { project, ranges, diagnostics } = parseProject(text ?? '{}');
  if (text === undefined)
    return {
      ...place,
      exists: false,
      project,
      ranges,
      error: place.home ? noProjectAtHome() : noProject(place.folderName),
    };
  const first = diagnostics.find((each) => each.severity === 'error');
  if (first === undefined) return { ...place, exists: true, project, ranges };
  const { line } = new LineIndex(text).positionAt(first.start);
  return {
    ...place,
    exists: true,
    project,
    ranges,
    error: brokenProject(first.message, line, place.file, first.start),
  };
}

/** Where the entry of a connection starts in the file's text, in UTF-16 units; undefined where the file has none. */
export function connectionOffset(state: ProjectState, name: string): number | undefined {
  return state.ranges.get(`/connections/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)?.start;
}
