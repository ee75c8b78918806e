using Signaalketen.Engine.Expressions;

namespace Signaalketen.Casework.Tests.Workflows;

public sealed class ChainOnFormsTests
{
    private static readonly DateTimeOffset Monday = new(2027, 2, 1, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Answers_on_forms_carry_a_signal_from_report_to_track()
    {
        var chain = new ChainOnForms(Monday);

        Assert.Equal(["mail-receipt"], chain.Jobs);
        chain.Finish("acuteCheck", ("acute", "no")).Finish("completeReport", ("subjectMinor", "no")).Finish("duplicateCheck").Finish("pickUp")
            .Finish("assess", ("outcome", "weighing")).Finish("scheduleWeighing").Finish("weigh", ("outcome", "approach")).Finish("decideAdmission");
        Assert.Equal(["informSubject", "personalConfirmation", "planConference"], chain.Tasks);

        chain.Finish("planConference", ("meetingOn", "12 feb 2027"), ("partners", "social-team"), ("partners", "school"));
        Assert.Equal(["contribute", "contribute", "informSubject", "personalConfirmation"], chain.Tasks);
        Assert.Equal(0, chain.Incidents);

        chain.Finish("contribute").Finish("contribute", ("hasInput", "none"));
        Assert.Contains("contribute.text.1", chain.Stored);
        Assert.Contains("contribute.hasInput.2", chain.Stored);

        chain.Finish("holdConference").Finish("matchTrack").Finish("reserveBudget").Finish("agreeWithSubject").Finish("acceptTrack").Finish("startTrack");
        Assert.Equal(["guideTrack", "informSubject", "personalConfirmation"], chain.Tasks);
        Assert.True(chain.Variables.TryGet("trackAmount", out var amount) && amount.Equals(FeelNumber.From(4500)));
        Assert.Equal(0, chain.Incidents);
    }

    [Fact]
    public void A_postponement_waits_for_the_date_on_the_form()
    {
        var chain = new ChainOnForms(Monday);
        chain.Finish("acuteCheck", ("acute", "no")).Finish("completeReport").Finish("duplicateCheck").Finish("pickUp")
            .Finish("assess", ("outcome", "weighing")).Finish("scheduleWeighing").Finish("weigh", ("outcome", "approach")).Finish("decideAdmission")
            .Finish("informSubject", ("informed", "postponed"), ("recheckOn", "1 mrt 2027"));

        Assert.Equal(["personalConfirmation", "planConference"], chain.Tasks);
        Assert.Equal(0, chain.Incidents);
    }

    [Fact]
    public void No_variable_ever_holds_what_somebody_wrote()
    {
        var chain = new ChainOnForms(Monday);
        chain.Finish("acuteCheck", ("acute", "no")).Finish("completeReport").Finish("duplicateCheck").Finish("pickUp").Finish("assess", ("outcome", "noConcern")).Finish("fourEyesClosing");

        Assert.DoesNotContain(chain.Variables, variable => variable.Value is FeelString { Value: "In woorden." });
        Assert.Contains("assess.facts", chain.Stored);
    }

    [Fact]
    public void Who_wants_no_feedback_gets_no_task_for_it()
    {
        var chain = new ChainOnForms(Monday);
        chain.Finish("acuteCheck", ("acute", "no")).Finish("personalConfirmation").Finish("completeReport", ("kind", "other")).Finish("referOn");

        Assert.Empty(chain.Tasks);
    }
}
