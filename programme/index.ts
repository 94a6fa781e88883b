/** The door of the improvement programme: what it knows of services. */
import type { Database } from '../database/connect.ts';
import type { Clock, Engine } from '../engine/index.ts';
import { systemClock } from '../engine/time/clock.ts';
import type { Organisation } from '../organisation/index.ts';
import { catalogue, type Catalogue } from './catalogue.ts';
import { changePlan, type ChangePlan } from './change-plan.ts';
import { forecasts, type Forecasts } from './forecasts.ts';
import { referenceModels, type ReferenceModels } from './reference-models.ts';
import { qualityMethods, type QualityMethods } from './quality-method.ts';
import { standards, type Standards } from './standards.ts';
import { surveys, type Surveys } from './surveys.ts';
import { catalogueFiles, type CatalogueFiles } from './catalogue-files.ts';

export interface ProgrammeOptions {
  readonly database: Database;
  readonly organisation: Organisation;
  /** It knows which processes are deployed. */
  readonly engine: Pick<Engine, 'search'>;
  readonly clock?: Clock;
}

export interface Programme {
  readonly services: Catalogue;
  readonly files: CatalogueFiles;
  readonly plan: ChangePlan;
  readonly surveys: Surveys;
  readonly standards: Standards;
  readonly quality: QualityMethods;
  readonly forecasts: Forecasts;
  readonly references: ReferenceModels;
}

/** Opens it over a migrated database. */
export function openProgramme({ database, organisation, engine, clock = systemClock }: ProgrammeOptions): Programme {
  const services = catalogue({ database, organisation, engine, clock });
  const kept = forecasts(database, clock);
  return {
    services,
    files: catalogueFiles(services, organisation, clock),
    plan: changePlan(database, organisation, kept, clock),
    surveys: surveys(database, organisation, clock),
    standards: standards(database, organisation, clock),
    quality: qualityMethods(database, clock),
    forecasts: kept,
    references: referenceModels(database, clock),
  };
}

export type { Author, CardsPlan, CardsRefused, Catalogue, GapCount, ListedService, ServiceFilter } from './catalogue.ts';
export { sameCard } from './catalogue.ts';
export { cardFaults, type CardFault, CARD_FAULT_RULES, shapeFaults } from './card/card-fault.ts';
export { CARD_RULES, type CardRuleName, type Gap, gapsOf, RULE_SOURCES } from './card/card-rules.ts';
export * from './card/service-card.ts';
export type { KeptCard } from './store/services.ts';
export { CATALOGUE_FORMATS, type CatalogueFiles, type CatalogueFormat } from './catalogue-files.ts';
export { changedMembers, type ChangePlan, type Gauge, type Meter, type StandingMeasure } from './change-plan.ts';
export type { Forecast, ForecastEntry, KeptForecast, Realised } from './forecast/forecast-shapes.ts';
export type { ForecastChange, Forecasts } from './forecasts.ts';
export { indicatorOf, type IndicatorSource, valuesOf as indicatorValues } from './indicators.ts';
export { groupOutcomes, type GroupOutcomes } from './reference-effect.ts';
export { draftOf } from './plan/draft-words.ts';
export * from './plan/plan-shapes.ts';
export { type Compliance, type DecidedCase, type Divided, evaluate, type Evaluation } from './standard/evaluate.ts';
export * from './standard/standard-shapes.ts';
export * from './quality/method-shapes.ts';
export { observe, type ObservedCase, type QualityPeriod, qualityPeriod } from './quality/observe.ts';
export { type ComponentScore, scoreService, type ServiceQuality, type ServiceScore } from './quality/score.ts';
export type { KeptMethod, QualityMethods } from './quality-method.ts';
export type { KeptStandard, Standards } from './standards.ts';
export { marginOf, perWave, powerOf, provableRise, sampleSize } from './survey/sample-size.ts';
export { chosenAnswers } from './survey/chosen-answers.ts';
export * from './survey/survey-shapes.ts';
export type { EndedCase, Surveys } from './surveys.ts';
export type { ChooseAnswers, ListedWave, Rating, WaveComparison } from './survey/survey-results.ts';
export { mondayOf } from './survey/one-use-link.ts';
export type { WaveDifference } from './survey/compare-waves.ts';
export type { KeptAnswer, WaveResults } from './survey/wave-results.ts';
export type { KeptRecord, PlanKind } from './store/change-plan.ts';
