namespace Signaalketen.Engine.Model;

/// <summary>One reason to refuse or to look twice, and what to do about it.</summary>
/// <param name="Id">Stable: people filter and script by it.</param>
/// <param name="Repair">English: what to do in the drawing.</param>
/// <param name="RepairNl">The same in Dutch.</param>
public sealed record Rule(string Id, string Repair, string RepairNl);

/// <summary>Every rule that a model is held to, one line each. The message of a problem says what is wrong in this model; this says what mends it in any.</summary>
public static class RuleCatalog
{
    private static readonly SortedDictionary<string, Rule> Rules = new(StringComparer.Ordinal);

    static RuleCatalog()
    {
        Add("bpmn.ad-hoc-empty", "Add an activity to the ad-hoc sub-process.", "Voeg een activiteit toe aan het ad-hoc deelproces.");
        Add("bpmn.ad-hoc-start-end", "Remove start and end events from the ad-hoc sub-process.", "Haal start- en eindgebeurtenissen uit het ad-hoc deelproces.");
        Add("bpmn.attribute-value", "Write one of the allowed values, or remove the attribute.", "Schrijf een van de toegestane waarden of haal het attribuut weg.");
        Add("bpmn.behavior-event", "Let the activity throw a signal, message, escalation or error.", "Laat de activiteit een signaal, bericht, escalatie of fout sturen.");
        Add("bpmn.behavior-not-caught", "Attach a boundary event that catches what is thrown, or choose the behavior All.", "Zet een randgebeurtenis neer die dit opvangt, of kies het gedrag All.");
        Add("bpmn.boundary-with-incoming", "Remove the sequence flow to the boundary event.", "Haal de pijl naar de randgebeurtenis weg.");
        Add("bpmn.called-element-missing", "Fill in calledElement with the id of a process.", "Vul bij calledElement de id van een proces in.");
        Add("bpmn.called-process-unknown", "Deploy the called process together with this model, or correct calledElement.", "Plaats het aangeroepen proces samen met dit model, of verbeter calledElement.");
        Add("bpmn.cancel-outside-transaction", "Use the cancel event only with a transaction.", "Gebruik de annuleergebeurtenis alleen bij een transactie.");
        Add("bpmn.compensation-alone", "Give compensation a boundary event of its own.", "Geef compensatie een eigen randgebeurtenis.");
        Add("bpmn.compensation-flow", "Replace the sequence flow by an association.", "Vervang de pijl door een associatie.");
        Add("bpmn.compensation-of-process", "Move the event sub-process into the sub-process that it undoes.", "Zet het gebeurtenis-deelproces in het deelproces dat het terugdraait.");
        Add("bpmn.compensation-reach", "Refer to an activity of the same scope or one around it.", "Verwijs naar een activiteit in hetzelfde deelproces of een eromheen.");
        Add("bpmn.compensation-scopes", "Give each scope a compensation event of its own.", "Geef elk deelproces een eigen compensatiegebeurtenis.");
        Add("bpmn.compensation-unused", "Draw an association from a compensation boundary event to the activity.", "Teken een associatie van een compensatiegebeurtenis naar de activiteit.");
        Add("bpmn.compensation-without-handler", "Draw an association to an activity with isForCompensation.", "Teken een associatie naar een activiteit met isForCompensation.");
        Add("bpmn.complex-behavior-incomplete", "Give the complex behavior a condition and an event.", "Geef het complexe gedrag een voorwaarde en een gebeurtenis.");
        Add("bpmn.complex-behavior-missing", "Add a complexBehaviorDefinition, or choose the behavior All.", "Voeg een complexBehaviorDefinition toe of kies het gedrag All.");
        Add("bpmn.condition-missing", "Write the condition in FEEL.", "Schrijf de voorwaarde in FEEL.");
        Add("bpmn.conditional-start", "Start with a message, signal or timer, and wait for the condition after it.", "Start met een bericht, signaal of timer en wacht daarna op de voorwaarde.");
        Add("bpmn.correlation-ambiguous", "Keep one correlation key that reads the message.", "Houd één correlatiesleutel over die het bericht leest.");
        Add("bpmn.correlation-incomplete", "Give each property of the key its bindings and message paths.", "Geef elke eigenschap van de sleutel haar bindingen en berichtpaden.");
        Add("bpmn.correlation-key-unused", "Subscribe a process to the key, or remove the key.", "Laat een proces de sleutel gebruiken of haal de sleutel weg.");
        Add("bpmn.correlation-place", "Move the correlationSubscription into a process.", "Verplaats de correlationSubscription naar een proces.");
        Add("bpmn.correlation-property-unused", "Name the property in a correlationKey, or remove it.", "Noem de eigenschap in een correlationKey of haal haar weg.");
        Add("bpmn.duplicate-id", "Give every element an id of its own.", "Geef elk element een eigen id.");
        Add("bpmn.duplicate-process", "Give one of the processes another id.", "Geef een van de processen een andere id.");
        Add("bpmn.end-with-outgoing", "Remove the sequence flow out of the end event.", "Haal de pijl uit de eindgebeurtenis weg.");
        Add("bpmn.error-not-interrupting", "Make the boundary event interrupting.", "Maak de randgebeurtenis onderbrekend.");
        Add("bpmn.event-gateway-all", "Give each trigger behind the gateway its own event.", "Geef elke aanleiding achter de gateway een eigen gebeurtenis.");
        Add("bpmn.event-gateway-condition", "Remove the condition from the sequence flow.", "Haal de voorwaarde van de pijl.");
        Add("bpmn.event-gateway-flows", "Draw at least two ways out of the event gateway.", "Teken minstens twee uitwegen uit de gebeurtenis-gateway.");
        Add("bpmn.event-gateway-mixed", "Use either receive tasks or message events behind the gateway.", "Gebruik achter de gateway óf ontvangsttaken óf berichtgebeurtenissen.");
        Add("bpmn.event-gateway-parallel", "Set instantiate, or use a parallel gateway with catching events behind it.", "Zet instantiate aan of gebruik een parallelle gateway met opvangende gebeurtenissen erachter.");
        Add("bpmn.event-gateway-start", "Put the gateway at the beginning of the process.", "Zet de gateway aan het begin van het proces.");
        Add("bpmn.event-gateway-target", "Lead the gateway only to catching events and receive tasks of its own.", "Leid de gateway alleen naar eigen opvangende gebeurtenissen en ontvangsttaken.");
        Add("bpmn.event-place", "Choose an event that BPMN allows in this place.", "Kies een gebeurtenis die BPMN op deze plaats toestaat.");
        Add("bpmn.event-sub-process-flow", "Remove the sequence flows to and from the event sub-process.", "Haal de pijlen van en naar het gebeurtenis-deelproces weg.");
        Add("bpmn.event-sub-process-loop", "Remove the loop marker, and loop inside the event sub-process.", "Haal de herhaling weg en herhaal binnen het gebeurtenis-deelproces.");
        Add("bpmn.event-sub-process-start", "Give the event sub-process one start event with a trigger.", "Geef het gebeurtenis-deelproces één startgebeurtenis met een aanleiding.");
        Add("bpmn.event-without-definition", "Give the event a trigger, such as a message or a timer.", "Geef de gebeurtenis een aanleiding, zoals een bericht of een timer.");
        Add("bpmn.exclusive-flow-without-condition", "Give the flow a condition, or make it the default.", "Geef de pijl een voorwaarde of maak haar de standaardroute.");
        Add("bpmn.flow-crosses-scope", "Connect elements of the same process or sub-process; use a message flow between pools.", "Verbind elementen van hetzelfde (deel)proces; gebruik een berichtpijl tussen zwembaden.");
        Add("bpmn.flow-lists-disagree", "Save the model again in its editor, or remove the lists.", "Sla het model opnieuw op in het tekenprogramma of haal de lijsten weg.");
        Add("bpmn.joins-too-large", "Divide the model over sub-processes or called processes.", "Verdeel het model over deelprocessen of aanroepen.");
        Add("bpmn.link-alone", "Give the link an event of its own.", "Geef de koppeling een eigen gebeurtenis.");
        Add("bpmn.link-flow", "Remove the sequence flow on the far side of the link.", "Haal de pijl aan de verre kant van de koppeling weg.");
        Add("bpmn.link-source", "Add a throwing link event of the same name.", "Voeg een versturende koppelgebeurtenis met dezelfde naam toe.");
        Add("bpmn.link-target", "Keep exactly one catching link event of the name.", "Houd precies één opvangende koppelgebeurtenis met die naam over.");
        Add("bpmn.loop-without-end", "Give the loop a condition or a loopMaximum.", "Geef de herhaling een voorwaarde of een loopMaximum.");
        Add("bpmn.missing-id", "Give the element an id.", "Geef het element een id.");
        Add("bpmn.multi-instance-without-number", "Fill in loopCardinality or loopDataInputRef.", "Vul loopCardinality of loopDataInputRef in.");
        Add("bpmn.no-beginning", "Add a start event.", "Voeg een startgebeurtenis toe.");
        Add("bpmn.no-incoming-flow", "Connect the element, or remove it.", "Verbind het element of haal het weg.");
        Add("bpmn.no-outgoing-flow", "Lead the path to an end event.", "Leid het pad naar een eindgebeurtenis.");
        Add("bpmn.no-process", "Draw a process, and export it as BPMN 2.0.", "Teken een proces en exporteer het als BPMN 2.0.");
        Add("bpmn.not-a-model", "Export the model as BPMN 2.0 XML.", "Exporteer het model als BPMN 2.0 XML.");
        Add("bpmn.parallel-flow-condition", "Remove the condition, or use an inclusive gateway.", "Haal de voorwaarde weg of gebruik een inclusieve gateway.");
        Add("bpmn.receive-instantiate", "Put the receive task at the beginning, without incoming flow or loop.", "Zet de ontvangsttaak aan het begin, zonder inkomende pijl of herhaling.");
        Add("bpmn.script-language", "Rewrite the script in FEEL, or make it a service task.", "Herschrijf het script in FEEL of maak er een servicetaak van.");
        Add("bpmn.start-timers", "Keep one timer, and put the later moment in an event after it.", "Houd één timer over en zet het latere moment in een gebeurtenis erna.");
        Add("bpmn.start-with-incoming", "Remove the sequence flow to the start event.", "Haal de pijl naar de startgebeurtenis weg.");
        Add("bpmn.sub-process-start", "Use a start event without trigger inside the sub-process.", "Gebruik in het deelproces een startgebeurtenis zonder aanleiding.");
        Add("bpmn.timer-several-times", "Keep one of timeDate, timeDuration and timeCycle.", "Houd één van timeDate, timeDuration en timeCycle over.");
        Add("bpmn.timer-without-time", "Give the timer a date, a duration or a cycle.", "Geef de timer een datum, een duur of een herhaling.");
        Add("bpmn.too-large", "Split the model into processes that call each other.", "Splits het model in processen die elkaar aanroepen.");
        Add("bpmn.unresolved-reference", "Add what is referred to, or correct the reference.", "Voeg toe waarnaar verwezen wordt of verbeter de verwijzing.");
        Add("bpmn.unsupported", "Replace the element by a supported one, or remove it.", "Vervang het element door een dat wordt uitgevoerd of haal het weg.");
        Add("dmn.cycle", "Remove one of the requirements of the circle.", "Haal een van de verbindingen uit de kring weg.");
        Add("dmn.decision-unknown", "Deploy the decision together with this model, or correct sk:decision.", "Plaats de beslissing samen met dit model, of verbeter sk:decision.");
        Add("dmn.duplicate-decision", "Give each decision a name of its own.", "Geef elke beslissing een eigen naam.");
        Add("dmn.decision-elsewhere", "Rename the decision, or publish it with the other process.", "Geef de beslissing een andere naam of plaats haar bij het andere proces.");
        Add("dmn.duplicate-id", "Give every element an id of its own.", "Geef elk element een eigen id.");
        Add("dmn.expression-shape", "Correct the boxed expression at the element that is named.", "Verbeter de expressie bij het genoemde element.");
        Add("dmn.function-kind", "Write the function in FEEL.", "Schrijf de functie in FEEL.");
        Add("dmn.hit-policy", "Choose a hit policy of DMN, and an aggregation only with COLLECT.", "Kies een trefferbeleid uit DMN, en een aggregatie alleen bij COLLECT.");
        Add("dmn.import-missing", "Add the imported file, or remove the import.", "Voeg het geïmporteerde bestand toe of haal de import weg.");
        Add("dmn.imported-values", "Write the values in the model itself.", "Schrijf de waarden in het model zelf.");
        Add("dmn.language", "Rewrite the expression in FEEL.", "Herschrijf de expressie in FEEL.");
        Add("dmn.no-decision", "Draw a decision in the file.", "Teken een beslissing in het bestand.");
        Add("dmn.not-a-model", "Export the file as DMN 1.1 or later.", "Exporteer het bestand als DMN 1.1 of hoger.");
        Add("dmn.person-input", "Take the input out of the decision, or let a person choose it in a form as a non-personal variable.", "Haal de invoer uit de beslissing, of laat een mens die in een formulier kiezen als variabele zonder persoonsgegevens.");
        Add("dmn.table-shape", "Give the table an output, and each rule one cell for every column.", "Geef de tabel een uitvoerkolom, en elke regel één cel per kolom.");
        Add("dmn.term-invalid", "Write a term such as 5 wd, and a ladder of the process, in the table.", "Schrijf in de tabel een termijn zoals 5 wd en een ladder van het proces.");
        Add("dmn.too-deep", "Split the logic into several decisions.", "Splits de logica in meer beslissingen.");
        Add("dmn.type-cycle", "Break the circle of types that refer to one another.", "Doorbreek de kring van typen die naar elkaar verwijzen.");
        Add("dmn.type-unknown", "Define the type, or import the file that has it.", "Definieer het type of importeer het bestand waarin het staat.");
        Add("dmn.unresolved-reference", "Correct the reference, or add what it points to.", "Verbeter de verwijzing of voeg toe waarnaar zij wijst.");
        Add("feel.language", "Rewrite the expression in FEEL, and remove the attribute language.", "Herschrijf de expressie in FEEL en haal het attribuut language weg.");
        Add("feel.syntax", "Correct the expression; FEEL compares with a single =, and texts stand in double quotes.", "Verbeter de expressie; FEEL vergelijkt met één =, en teksten staan tussen dubbele aanhalingstekens.");
        Add("feel.too-much", "Move work into decisions or called processes.", "Verplaats werk naar beslissingen of aangeroepen processen.");
        Add("form.invalid", "Correct the form at the place that is named.", "Verbeter het formulier op de genoemde plaats.");
        Add("form.missing", "Add the form, or correct sk:form.", "Voeg het formulier toe of verbeter sk:form.");
        Add("import.call-variables", "Add an sk:input or sk:output for each value that crosses the call.", "Voeg een sk:input of sk:output toe voor elke waarde die met de aanroep meegaat.");
        Add("import.expression", "Write the expression in FEEL.", "Schrijf de expressie in FEEL.");
        Add("import.fixed-name", "Write a fixed name in place of the expression.", "Schrijf een vaste naam in plaats van de expressie.");
        Add("import.mapping", "Replace the mapping by an sk:input or sk:output with one FEEL expression.", "Vervang de toewijzing door een sk:input of sk:output met één FEEL-expressie.");
        Add("import.output-element", "Name one variable in outputElement.", "Noem bij outputElement één variabele.");
        Add("sk.call-binding", "Put the called process in this file, or choose another binding.", "Zet het aangeroepen proces in dit bestand of kies een andere binding.");
        Add("sk.decision-missing", "Name the decision in sk:decision, or remove what belongs to it.", "Noem de beslissing in sk:decision of haal weg wat erbij hoort.");
        Add("sk.decision-or-job", "Keep one of sk:decision and sk:job.", "Houd één van sk:decision en sk:job over.");
        Add("sk.four-eyes-unknown", "Name a user task of the same process or sub-process in sk:fourEyes.", "Noem bij sk:fourEyes een gebruikerstaak uit hetzelfde (deel)proces.");
        Add("sk.input-incomplete", "Give sk:input a target and a source.", "Geef sk:input een target en een source.");
        Add("sk.ladder-unknown", "Add the sk:ladder to the process, or correct its name.", "Voeg de sk:ladder toe aan het proces of verbeter de naam.");
        Add("sk.misplaced", "Correct the name, or move the extension to where it means something.", "Verbeter de naam of zet de uitbreiding waar zij iets betekent.");
        Add("sk.output-incomplete", "Give sk:output a target and a source.", "Geef sk:output een target en een source.");
        Add("sk.rung-invalid", "Write at, to, action and channel of the rung as the example shows.", "Schrijf at, to, action en channel van de trede zoals in het voorbeeld.");
        Add("sk.term-invalid", "Write a duration such as 5 wd or P14D.", "Schrijf een duur zoals 5 wd of P14D.");
        Add("sk.term-kind", "Choose agreed, statutory, statutory-fixed or hours.", "Kies agreed, statutory, statutory-fixed of hours.");
        Add("sk.time-to-live", "Write a duration above zero, such as PT4H or P3D.", "Schrijf een duur boven nul, zoals PT4H of P3D.");
        Add("sk.time-to-live-place", "Move sk:timeToLive to the event that throws the message.", "Verplaats sk:timeToLive naar de gebeurtenis die het bericht verstuurt.");
        Add("task.role-unknown", "Use a known role id in sk:role of the lane.", "Gebruik een bekende rol bij sk:role van de baan.");
        Add("verify.join-waits-for-choice", "Join with the kind of gateway that split.", "Voeg samen met hetzelfde soort gateway als waarmee is gesplitst.");
        Add("verify.no-way-out", "Add a way to an end.", "Voeg een weg naar een einde toe.");
        Add("verify.unreachable", "Connect the element to the beginning, or remove it.", "Verbind het element met het begin of haal het weg.");
        Add("xml.dtd-forbidden", "Remove the DOCTYPE from the file.", "Haal de DOCTYPE uit het bestand.");
        Add("xml.not-well-formed", "Open the file in a modelling tool, and save it again.", "Open het bestand in een modelleerprogramma en sla het opnieuw op.");
        Add("xml.text-too-long", "Shorten the text or the id.", "Maak de tekst of de id korter.");
        Add("xml.too-deep", "Nest fewer sub-processes, or call them as processes.", "Nest minder deelprocessen of roep ze aan als proces.");
        Add("xml.too-large", "Split the model into several files.", "Splits het model in meer bestanden.");
        Add("xml.too-many-attributes", "Remove extension attributes that nobody needs, or split the model.", "Haal uitbreidingsattributen weg die niemand nodig heeft, of splits het model.");
    }

    /// <summary>In ordinal order of id.</summary>
    public static IReadOnlyCollection<Rule> All => Rules.Values;

    public static Rule? Find(string id) => Rules.GetValueOrDefault(id);

    private static void Add(string id, string repair, string repairNl) => Rules.Add(id, new(id, repair, repairNl));
}
