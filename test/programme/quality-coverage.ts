/** How often the interval of a service's quality score holds the true score: over services made by chance, of which it is known. */
import type { Random } from '../../analytics/simulation/random.ts';
import { DECLARED_DEFAULT, QUALITY_COMPONENTS, type QualityMethod } from '../../programme/quality/method-shapes.ts';
import { scoreService, type ServiceQuality } from '../../programme/quality/score.ts';
import type { Case } from '../analytics/comparison/coverage.ts';

/** Goalposts beyond all that occurs: points are linear. */
export const LINEAR: QualityMethod = {
  ...DECLARED_DEFAULT,
  components: {
    onTime: { weight: 40, worst: 0, best: 1 },
    firstTimeRight: { weight: 20, worst: 0, best: 1 },
    complaints: { weight: 10, worst: 1, best: 0 },
    satisfaction: { weight: 20, worst: 0, best: 1 },
    cost: { weight: 10, worst: 2, best: 0 },
  },
};

/** Late cases are more often done again and complained of. */
export function randomService(chance: Random, n: number, onTime: number): ServiceQuality {
  const coin = (share: number) => (chance.next() < share ? 1 : 0);
  return {
    cases: Array.from({ length: n }, () => {
      const isOnTime = coin(onTime);
      return {
        onTime: isOnTime,
        firstTimeRight: coin(0.5 + 0.4 * isOnTime),
        complaints: coin(0.15 - 0.1 * isOnTime),
        cost: 40 + 80 * chance.next(),
      };
    }),
    costsBefore: Array.from({ length: n }, () => 40 + 80 * chance.next()),
    ratings: Array.from({ length: n }, () => 3 + coin(0.7)),
    hasComplaints: true,
  };
}

/** Of the law by which services are made: shares of first time right, complaints, satisfied; costs before and after are alike. */
function truthOf(method: QualityMethod, onTime: number): number {
  const truth = { onTime, firstTimeRight: 0.5 + 0.4 * onTime, complaints: 0.15 - 0.1 * onTime, satisfaction: 0.7, cost: 1 };
  return QUALITY_COMPONENTS.reduce((sum, name) => {
    const { weight, worst, best } = method.components[name];
    return sum + weight * Math.min(1, Math.max(0, (truth[name] - worst) / (best - worst)));
  }, 0);
}

/** Of few and many cases, on time nearly always and less often, with points that are linear and with the default's goalposts. */
export const qualityCases: readonly Case[] = [LINEAR, DECLARED_DEFAULT].flatMap((method) =>
  [30, 60, 200].flatMap((n) =>
    [0.98, 0.9, 0.75].map((onTime) => ({
      name: `quality score, ${method === LINEAR ? 'linear' : 'default'}, ${String(n)} cases, ${String(onTime * 100)} % on time`,
      held: (chance: Random) => {
        const { score } = scoreService(randomService(chance, n, onTime), method);
        return [score?.low ?? null, truthOf(method, onTime), score?.high ?? null] as const;
      },
    })),
  ),
);
