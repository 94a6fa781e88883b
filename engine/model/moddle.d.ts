/**
 * bpmn-moddle ships no types at its bare import. One wide, read-only shape for every element: a property is there when the element's
 * type has it and the file sets it, so all are optional, and a reader asks `$type` first.
 */
declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string;
    readonly $parent?: ModdleElement;
    /** Attributes that no descriptor knows, under the names the file gives them. */
    readonly $attrs?: Readonly<Record<string, string>>;
    /** Content of an element that no descriptor knows. */
    readonly $children?: readonly ModdleElement[];
    readonly $body?: string;
    readonly $descriptor?: { readonly isGeneric?: boolean; readonly ns?: { readonly uri?: string } };

    readonly id?: string;
    readonly name?: string;
    readonly body?: string;
    readonly language?: string;
    readonly text?: string;
    readonly extensionElements?: ModdleElement;
    readonly values?: readonly ModdleElement[];

    // definitions, collaboration, lanes
    readonly rootElements?: readonly ModdleElement[];
    readonly extensions?: readonly ModdleElement[];
    readonly expressionLanguage?: string;
    readonly mustUnderstand?: boolean;
    readonly participants?: readonly ModdleElement[];
    readonly processRef?: ModdleElement;
    readonly messageFlows?: readonly ModdleElement[];
    readonly artifacts?: readonly ModdleElement[];
    readonly participantMultiplicity?: ModdleElement;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly associationDirection?: string;
    readonly correlationKeyRef?: ModdleElement;
    readonly correlationSubscriptions?: readonly ModdleElement[];
    readonly correlationPropertyRef?: ModdleElement;
    readonly correlationPropertyBinding?: readonly ModdleElement[];
    readonly correlationPropertyRetrievalExpression?: readonly ModdleElement[];
    readonly dataPath?: ModdleElement;
    readonly messagePath?: ModdleElement;
    readonly laneSets?: readonly ModdleElement[];
    readonly lanes?: readonly ModdleElement[];
    readonly childLaneSet?: ModdleElement;
    readonly flowNodeRef?: readonly ModdleElement[];

    // process, sub-process, activities
    readonly isExecutable?: boolean;
    readonly processType?: string;
    readonly flowElements?: readonly ModdleElement[];
    readonly triggeredByEvent?: boolean;
    readonly isForCompensation?: boolean;
    readonly startQuantity?: number;
    readonly completionQuantity?: number;
    readonly loopCharacteristics?: ModdleElement;
    readonly isSequential?: boolean;
    readonly behavior?: string;
    readonly loopCardinality?: ModdleElement;
    readonly completionCondition?: ModdleElement;
    readonly loopDataInputRef?: ModdleElement;
    readonly loopDataOutputRef?: ModdleElement;
    readonly inputDataItem?: ModdleElement;
    readonly outputDataItem?: ModdleElement;
    readonly complexBehaviorDefinition?: readonly ModdleElement[];
    readonly oneBehaviorEventRef?: ModdleElement;
    readonly noneBehaviorEventRef?: ModdleElement;
    readonly event?: ModdleElement;
    readonly testBefore?: boolean;
    readonly loopCondition?: ModdleElement;
    readonly loopMaximum?: number;
    readonly ordering?: string;
    readonly cancelRemainingInstances?: boolean;
    readonly calledElement?: string;
    readonly default?: ModdleElement;
    readonly instantiate?: boolean;
    readonly script?: string;
    readonly scriptFormat?: string;
    /** Of a global script task. */
    readonly scriptLanguage?: string;

    // data; the sourceRef of a data association is a list
    readonly properties?: readonly ModdleElement[];
    readonly dataObjectRef?: ModdleElement;
    readonly dataStoreRef?: ModdleElement;
    readonly ioSpecification?: ModdleElement;
    readonly dataInputs?: readonly ModdleElement[];
    readonly dataOutputs?: readonly ModdleElement[];
    readonly dataInputAssociations?: readonly ModdleElement[];
    readonly dataOutputAssociations?: readonly ModdleElement[];
    readonly transformation?: ModdleElement;
    readonly assignment?: readonly ModdleElement[];
    readonly from?: ModdleElement;
    readonly to?: ModdleElement;

    // flows and gateways
    /** Of a data association: a list of them. */
    readonly sourceRef?: ModdleElement;
    readonly targetRef?: ModdleElement;
    readonly conditionExpression?: ModdleElement;
    readonly isImmediate?: boolean;
    readonly gatewayDirection?: string;
    readonly activationCondition?: ModdleElement;
    readonly eventGatewayType?: string;

    // events
    readonly attachedToRef?: ModdleElement;
    readonly cancelActivity?: boolean;
    readonly isInterrupting?: boolean;
    readonly parallelMultiple?: boolean;
    readonly eventDefinitions?: readonly ModdleElement[];
    readonly eventDefinitionRef?: readonly ModdleElement[];
    readonly messageRef?: ModdleElement;
    readonly signalRef?: ModdleElement;
    readonly errorRef?: ModdleElement;
    readonly errorCode?: string;
    readonly escalationRef?: ModdleElement;
    readonly escalationCode?: string;
    readonly activityRef?: ModdleElement;
    readonly waitForCompletion?: boolean;
    readonly condition?: ModdleElement;
    readonly timeDate?: ModdleElement;
    readonly timeDuration?: ModdleElement;
    readonly timeCycle?: ModdleElement;

    // zeebe: and eiga: extensions
    readonly processId?: string;
    readonly processIdExpression?: string;
    readonly propagateAllParentVariables?: boolean;
    readonly propagateAllChildVariables?: boolean;
    readonly businessId?: string;
    readonly decisionId?: string;
    readonly activeElementsCollection?: string;
    readonly variableNames?: string;
    readonly variableEvents?: string;
    readonly onComplete?: string;
    readonly type?: string;
    readonly retries?: string;
    readonly key?: string;
    readonly value?: string;
    readonly source?: string;
    readonly target?: string;
    readonly inputParameters?: readonly ModdleElement[];
    readonly outputParameters?: readonly ModdleElement[];
    readonly correlationKey?: string;
    readonly messageId?: string;
    readonly timeToLive?: string;
    readonly inputCollection?: string;
    readonly inputElement?: string;
    readonly outputCollection?: string;
    readonly outputElement?: string;
    readonly expression?: string;
    readonly resultVariable?: string;
    readonly assignee?: string;
    readonly candidateGroups?: string;
    readonly candidateUsers?: string;
    readonly priority?: string;
    readonly dueDate?: string;
    readonly followUpDate?: string;
    readonly formKey?: string;
    readonly formId?: string;
    readonly externalReference?: string;
    readonly bindingType?: string;
    readonly versionTag?: string;
    readonly listeners?: readonly ModdleElement[];
    readonly eventType?: string;
    readonly headers?: ModdleElement;
    readonly calendar?: string;
    readonly termProfile?: string;
    readonly waitsFor?: string;
    readonly reference?: string;
    readonly cost?: string;
    readonly valueClass?: string;
    readonly legalBasis?: string;
    readonly term?: string;
    readonly lang?: string;
  }

  export interface ParseWarning {
    readonly message: string;
    readonly error?: Error;
    readonly element?: ModdleElement;
    readonly property?: string;
    readonly value?: string;
  }

  export interface ParseResult {
    readonly rootElement: ModdleElement;
    readonly elementsById: Readonly<Record<string, ModdleElement>>;
    readonly references: readonly unknown[];
    readonly warnings: readonly ParseWarning[];
  }

  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    /** @throws Error with `warnings` when the text is not XML or its root is not `definitions`. */
    fromXML(xml: string): Promise<ParseResult>;
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement;
  }
}
