// Hides what differs in the bodies that two operations ask for.
import { pointerAt } from '../../source.js';
import { own } from '../json.js';
import { type CallPair, type Comparison, only } from './comparison.js';
import { compareContent } from './content.js';
import { correctedIn } from './corrections.js';

export function compareBodies(comparison: Comparison, pair: CallPair): void {
  const { say } = comparison;
  const key = 'requestBody';
  const at = ({ tree, pointer }: CallPair['base']) => ({
    node: own(tree, key),
    pointer: pointerAt(pointer, key),
  });
  const from = comparison.base.follow(at(pair.base));
  const to = comparison.revision.follow(at(pair.revision));
  const use = { ...pair.use, side: pair.isReversed ? 'response' : 'request', part: 'request body' } as const;
  const isRequired = (each: typeof from) => each !== undefined && own(each.tree, 'required') === true;
  if (!from && to)
    say(
      only(
        isRequired(to) ? 'required-body-added' : 'optional-body-added',
        'revision',
        to.pointer,
        pair.base.pointer,
      ),
      use,
    );
  else if (from && !to) say(only('body-removed', 'base', from.pointer, pair.revision.pointer), use);
  if (!from || !to) return;
  if (isRequired(from) !== isRequired(to))
    say(
      { kind: isRequired(to) ? 'body-required' : 'body-optional', base: from.pointer, revision: to.pointer },
      use,
    );
  compareContent(comparison, from, to, correctedIn(use, from.tree, to.tree));
}
