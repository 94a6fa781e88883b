/** What is said between the server and a thread that works on a long question; plain data, since it is copied. */
import type { EventLog } from '../../analytics/index.ts';
import type { PortableProcess } from '../../engine/model/portable.ts';
import type { Selection } from '../../logs/index.ts';
import type { PredictAsked } from '../answers/analytics-predict.ts';
import type { ComparisonAsked } from '../answers/comparison.ts';
import type { ConformAsked, DiscoverAsked, Reference } from '../answers/analytics-models.ts';
import type {
  BottlenecksAnswer,
  CausesAnswer,
  ConformAnswer,
  DiscoverAnswer,
  PredictAnswer,
} from '../contract/analytics-answers.ts';
import type { FullComparisonJson } from '../contract/comparisons.ts';
import type { CalibrateView, ImproveView, SimulatedView } from '../contract/simulations.ts';
import type { Setting } from './setting.ts';
import type { CalibrationAsked, SimulationAsked } from './simulating.ts';
import type { ViewName } from './views.ts';

/** A long question with its options. */
export type Question =
  | { readonly kind: 'causes'; readonly arrival?: string | undefined }
  | { readonly kind: 'bottlenecks'; readonly limit: number }
  | { readonly kind: 'predict'; readonly asked: PredictAsked }
  | { readonly kind: 'discover'; readonly asked: DiscoverAsked; readonly fit: boolean }
  | {
      readonly kind: 'conform';
      readonly asked: ConformAsked;
      readonly reference: Omit<Reference, 'process'>;
      readonly process: PortableProcess;
    }
  | { readonly kind: 'compare'; readonly asked: ComparisonAsked }
  | CalibrationAsked
  /** A view of a log that is too long to be looked through while everybody waits. */
  | { readonly kind: 'view'; readonly name: ViewName; readonly asked: unknown };

export type View =
  | { readonly kind: 'causes'; readonly view: CausesAnswer }
  | { readonly kind: 'bottlenecks'; readonly view: BottlenecksAnswer }
  | { readonly kind: 'predict'; readonly view: PredictAnswer }
  | { readonly kind: 'discover'; readonly view: DiscoverAnswer }
  | { readonly kind: 'conform'; readonly view: ConformAnswer }
  | { readonly kind: 'compare'; readonly view: FullComparisonJson }
  | { readonly kind: 'calibrate'; readonly view: CalibrateView }
  | { readonly kind: 'simulate'; readonly view: SimulatedView }
  | { readonly kind: 'improve'; readonly view: ImproveView }
  | { readonly kind: 'view'; readonly view: unknown };

/** A simulation looks at no log. */
export type Order = LogOrder | { readonly simulation: SimulationAsked };

export interface LogOrder {
  readonly question: Question;
  readonly log: EventLog;
  /** Of a comparison: the log of the side before, `log` itself or another; what attributes of rows it asks for. */
  readonly before?: EventLog;
  readonly rowAttributes?: readonly string[];
  /** Cases of the log that are meant. */
  readonly selection: Selection;
  readonly setting: Setting;
}

/** The answer with what the selection left of the log; of `discover` the model comes before its fit. */
export interface Told {
  readonly answer: View;
  readonly cases: number;
  readonly left: number;
}

/** Why a question has no answer, in words of the contract. */
export interface Fault {
  readonly code: 'memory' | 'time' | 'crash' | 'notComparable' | 'notCompared' | 'notCalibrated' | 'stopped';
  readonly message: string;
  readonly remedy: string;
  readonly elements: readonly string[];
}

export type ThreadSays =
  | { readonly says: 'progress'; readonly progress: number | null; readonly phase: string }
  | { readonly says: 'preliminary'; readonly told: Told }
  | { readonly says: 'done'; readonly told: Told }
  | { readonly says: 'fault'; readonly fault: Fault }
  /** A bug. */
  | { readonly says: 'failed'; readonly message: string };
