// Hides the questions of `specpact init`: four at the most, each with what is usual as its answer.
import { confirm, isCancel, select, text } from '@clack/prompts';
import {
  type Choices,
  FRESH,
  outputFor,
  type Purpose,
  type Subject,
  subjectsOf,
  usualChoices,
} from '../init/choices.js';
import type { Detected } from '../init/detect.js';

/** What the command says at its end goes to standard output; questions are none of it. */
const ON_ERROR = { output: process.stderr };

/** Undefined where somebody had enough. */
export async function ask(detected: Detected): Promise<Choices | undefined> {
  const usual = usualChoices(detected);
  const subject = await whichSubject(detected);
  if (subject === undefined) return undefined;
  const purpose = given(
    await select<Purpose>({
      ...ON_ERROR,
      message: 'What is it for?',
      initialValue: usual.purpose,
      options: [
        { value: 'both', label: 'a client and a server' },
        { value: 'client', label: 'a client' },
        { value: 'server', label: 'a server' },
        { value: 'tests', label: 'contract tests only' },
      ],
    }),
  );
  if (purpose === undefined) return undefined;
  const output = purpose === 'tests' ? outputFor(subject) : await whichFolder(subject);
  if (output === undefined) return undefined;
  const ci = given(
    await select<Choices['ci']>({
      ...ON_ERROR,
      message: 'Where is it checked?',
      initialValue: usual.ci,
      options: [
        { value: 'github', label: 'GitHub Actions' },
        { value: 'gitlab', label: 'GitLab CI' },
        { value: 'none', label: 'nowhere yet' },
      ],
    }),
  );
  if (ci === undefined) return undefined;
  return { subject, purpose, output, ci };
}

function given<T>(answer: T): Exclude<T, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<T, symbol>);
}

async function whichSubject(detected: Detected): Promise<Subject | undefined> {
  const subjects = subjectsOf(detected);
  const [only, other] = subjects;
  if (only === undefined) {
    const isWanted = given(
      await confirm({ ...ON_ERROR, message: 'There is no OpenAPI document here. Begin with a sample?' }),
    );
    return isWanted ? FRESH : undefined;
  }
  if (other === undefined) return only;
  const at = given(
    await select<number>({
      ...ON_ERROR,
      message: 'What describes your API?',
      options: subjects.map((subject, value) => ({ value, label: labelOf(subject) })),
    }),
  );
  return at === undefined ? undefined : subjects[at];
}

function labelOf(subject: Subject): string {
  return subject.kind === 'families' ? `${subject.specs} (all versions)` : subject.path;
}

async function whichFolder(subject: Subject): Promise<string | undefined> {
  const usual = outputFor(subject);
  return given(
    await text({
      ...ON_ERROR,
      message: 'Where does the code go?',
      initialValue: usual,
      validate: (value = '') =>
        /^(?!\.{0,2}\/*$)(?!.*(^|\/)\.\.(\/|$))[^\0]+$/.test(value)
          ? undefined
          : 'Name a folder of its own below this one.',
    }),
  );
}
