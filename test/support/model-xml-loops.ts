/** The loop marker of an activity of arrow lines. */
import type { ArrowNode } from './model-arrows.ts';
import { escape, writeWords, type Roots } from './model-xml-events.ts';

export function writeLoop(node: ArrowNode, roots: Roots): string {
  const { attributes } = node;
  if (attributes.has('repeat') || attributes.has('max')) return writeStandardLoop(node);
  const each = /^(\w+) in (=.*)$/s.exec(attributes.get('each') ?? '');
  const times = attributes.get('times');
  if (!each && times === undefined) return '';
  const collect = /^(\w+) from (=.*)$/s.exec(attributes.get('collect') ?? '');
  const zeebe = [
    ...(each ? [`inputCollection="${escape(each[2] ?? '')}" inputElement="${each[1] ?? ''}"`] : []),
    ...(collect ? [`outputCollection="${collect[1] ?? ''}" outputElement="${escape(collect[2] ?? '')}"`] : []),
  ].join(' ');
  const sequential = attributes.get('sequential') === 'yes' ? ' isSequential="true"' : '';
  const behavior = writeBehavior(node, roots);
  const content = [
    zeebe === '' ? '' : `<bpmn:extensionElements><zeebe:loopCharacteristics ${zeebe} /></bpmn:extensionElements>`,
    formal('loopCardinality', times),
    behavior.definitions,
    formal('completionCondition', attributes.get('until')),
  ];
  return `<bpmn:multiInstanceLoopCharacteristics${sequential}${behavior.attributes}>${content.join('')}</bpmn:multiInstanceLoopCharacteristics>`;
}

function writeStandardLoop({ attributes }: ArrowNode): string {
  const max = attributes.get('max');
  const before = attributes.get('before') === 'yes' ? ' testBefore="true"' : '';
  const condition = attributes.get('repeat');
  return `<bpmn:standardLoopCharacteristics${before}${max === undefined ? '' : ` loopMaximum="${max}"`}>${formal(
    'loopCondition',
    condition === 'yes' ? undefined : condition,
  )}</bpmn:standardLoopCharacteristics>`;
}

/** `behavior: none signal heard`, `one message m`, or `complex signal s when =a | escalation E when =b`. */
function writeBehavior(node: ArrowNode, roots: Roots): { readonly attributes: string; readonly definitions: string } {
  const [, kind, rest = ''] = /^(none|one|complex|all)\s*(.*)$/s.exec(node.attributes.get('behavior') ?? '') ?? [];
  switch (kind) {
    case 'none':
    case 'one': {
      const name = kind === 'none' ? 'None' : 'One';
      if (rest === '') return { attributes: ` behavior="${name}"`, definitions: '' };
      const id = `${node.id}-${kind}`;
      roots.set(id, writeWords(node, rest, id, roots));
      return { attributes: ` behavior="${name}" ${kind}BehaviorEventRef="${id}"`, definitions: '' };
    }
    case 'complex': {
      const parts = rest.split(' | ').map((part, index) => {
        const [words = '', condition] = part.split(' when ');
        const definition = writeWords(node, words.trim(), `${node.id}-complex-${String(index + 1)}-definition`, roots);
        return `<bpmn:complexBehaviorDefinition id="${node.id}-complex-${String(index + 1)}">${formal('condition', condition)}<bpmn:event id="${node.id}-thrown-${String(index + 1)}">${definition}</bpmn:event></bpmn:complexBehaviorDefinition>`;
      });
      return { attributes: ' behavior="Complex"', definitions: parts.join('') };
    }
    default:
      return { attributes: '', definitions: '' };
  }
}

/** An expression element of the standard. */
export function formal(tag: string, text: string | undefined): string {
  return text === undefined ? '' : `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escape(text)}</bpmn:${tag}>`;
}
