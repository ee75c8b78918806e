using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Parsing.Import;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Tests.Expressions;

namespace Signaalketen.Engine.Tests.Imports;

/// <summary>Expressions of other engines, as conditions of a flow: what becomes FEEL, and what is refused with a way out.</summary>
public class JuelTests
{
    private static ImportReport Import(string condition) => Importer.Read(Bpmn.Process($"""
        <startEvent id="s"/><exclusiveGateway id="g" default="other"/><task id="a"/><flows>s > g</flows>
        <sequenceFlow id="one" sourceRef="g" targetRef="a"><conditionExpression language="juel">{new System.Xml.Linq.XText(condition)}</conditionExpression></sequenceFlow>
        <sequenceFlow id="other" sourceRef="g" targetRef="a"/>
        """));

    [Theory]
    [InlineData("${approved}", "approved")]
    [InlineData("#{approved}", "approved")]
    [InlineData("  ${ approved }\n", "approved")]
    [InlineData("${x == 1}", "x = 1")]
    [InlineData("${x eq 'a'}", "x = \"a\"")]
    [InlineData("${x != \"a\"}", "x != \"a\"")]
    [InlineData("${x ne null}", "x != null")]
    [InlineData("${a < 1}", "a < 1")]
    [InlineData("${a lt 1 || a gt 2}", "a < 1 or a > 2")]
    [InlineData("${a le 1.5 or a ge 20}", "a <= 1.5 or a >= 20")]
    [InlineData("${a && b || c}", "a and b or c")]
    [InlineData("${a && (b || c)}", "a and (b or c)")]
    [InlineData("${a and b and not c}", "a and b and not(c)")]
    [InlineData("${!(a == b)}", "not(a = b)")]
    [InlineData("${order.customer.age >= 18}", "order.customer.age >= 18")]
    [InlineData("${empty list}", "list contains([null, \"\", [], {}], list)")]
    [InlineData("${not empty a.b}", "not(list contains([null, \"\", [], {}], a.b))")]
    [InlineData("${a ? b : c}", "if a then b else c")]
    [InlineData("${a ? b == 1 : (c ? true : false)}", "if a then b = 1 else (if c then true else false)")]
    [InlineData("${(a == b) == c}", "(a = b) = c")]
    [InlineData("${a + b * 2 > (a - 1) * -b}", "a + b * 2 > (a - 1) * (-b)")]
    [InlineData("${a div 2 == b / 4}", "a / 2 = b / 4")]
    [InlineData("${x == 'it\\'s \"so\"'}", "x = \"it's \\\"so\\\"\"")]
    [InlineData("${nrOfCompletedInstances/nrOfInstances >= 0.6}", "numberOfCompletedInstances / numberOfInstances >= 0.6")]
    [InlineData("${loopCounter * 2 == 0}", "(loopCounter - 1) * 2 = 0")]
    [InlineData("=x > 1", "x > 1")]
    public void Simple_expression_becomes_FEEL_and_is_reported(string condition, string feel)
    {
        var report = Import(condition);
        Assert.Empty(report.Problems);
        Assert.Equal(new("one", "conditionExpression", condition.Trim(), feel), Assert.Single(report.Translated));
        Assert.Equal(feel, report.Model!.Processes[0].Scope.Flows.Single(flow => flow.Id == "one").Condition!.Text);
    }

    [Theory]
    [InlineData("${execution.getVariable('x')}", "execution")]
    [InlineData("${x.equals('a')}", "calls a method")]
    [InlineData("${fn:length(x) > 1}", "calls a method")]
    [InlineData("${isTrue()}", "calls a method")]
    [InlineData("${task.name == 'a'}", "task")]
    [InlineData("${x[0] == 1}", "[ ]")]
    [InlineData("${x % 2 == 0}", "remainder")]
    [InlineData("${x mod 2 == 0}", "remainder")]
    [InlineData("${a}${b}", "mixes text")]
    [InlineData("${a} and more", "mixes text")]
    [InlineData("${}", "position 2")]
    [InlineData("${a", "position 3")]
    [InlineData("${a ==}", "position 6")]
    [InlineData("${'a}", "position 2")]
    [InlineData("${a = 1}", "position 4")]
    [InlineData("${a ? b}", "position 7")]
    [InlineData("${a.1}", "position")]
    [InlineData("${a$b}", "a$b")]
    [InlineData("${if}", "'if'")]
    [InlineData("${1.2.3 > a}", "FEEL")]
    [InlineData("${a;b}", "position 3")]
    [InlineData("${x instanceof y}", "position 4")]
    public void Other_expression_is_refused_with_element_reason_and_repair_in_two_languages(string condition, string reason)
    {
        var report = Import(condition);
        var problem = Assert.Single(report.Problems);
        Assert.Equal(("import.expression", "one"), (problem.Rule, problem.Element));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Contains("Write it in FEEL", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Schrijf haar in FEEL", problem.MessageNl, StringComparison.Ordinal);
        Assert.Null(report.Model);
    }

    [Theory]
    [InlineData("${", "it cannot be read at position 2", "zij is niet te lezen op positie 2")]
    [InlineData("${a}${b}", "it mixes text with expressions", "zij mengt tekst met expressies")]
    [InlineData("${x.equals('a')}", "it calls a method or a function", "zij roept een methode of functie aan")]
    [InlineData("${x[0]}", "it picks an item with [ ]", "zij kiest een onderdeel met [ ]")]
    [InlineData("${x % 2}", "it asks for a remainder, which FEEL rounds otherwise", "zij vraagt een rest, en die rondt FEEL anders af")]
    [InlineData("${execution.id}", "it reads 'execution', which exists only in the other engine", "zij leest 'execution', en dat bestaat alleen in de andere motor")]
    [InlineData("${if}", "the name 'if' cannot be used in FEEL", "de naam 'if' kan niet in FEEL")]
    public void The_reason_is_told_in_both_languages(string text, string english, string dutch)
    {
        Assert.Null(Juel.ToFeel(text, out var reason, out var reasonNl));
        Assert.Equal((english, dutch), (reason, reasonNl));
    }

    [Theory]
    [InlineData("${x == 'a' && n > 2}", "{x: \"a\", n: 3}", true)]
    [InlineData("${x == 'a' && n > 2}", "{x: \"b\", n: 3}", false)]
    [InlineData("${x != null}", "{x: null}", false)]
    [InlineData("${empty x}", "{x: null}", true)]
    [InlineData("${empty x}", "{x: \"\"}", true)]
    [InlineData("${empty x}", "{x: []}", true)]
    [InlineData("${empty x}", "{x: {}}", true)]
    [InlineData("${empty x}", "{x: 0}", false)]
    [InlineData("${empty x}", "{x: \"a\"}", false)]
    [InlineData("${empty x}", "{x: [null]}", false)]
    [InlineData("${empty x}", "{x: false}", false)]
    [InlineData("${a - b - c == 1}", "{a: 6, b: 3, c: 2}", true)]
    [InlineData("${a - (b - c) == 5}", "{a: 6, b: 3, c: 2}", true)]
    [InlineData("${a / b / c == 1}", "{a: 6, b: 3, c: 2}", true)]
    [InlineData("${!a || b}", "{a: true, b: false}", false)]
    [InlineData("${(a > b ? a : b) == 3}", "{a: 2, b: 3}", true)]
    [InlineData("${a > b == true}", "{a: 3, b: 2}", true)]
    public void Translation_means_the_same(string condition, string variables, bool value) =>
        Assert.Equal(value ? FeelBoolean.True : FeelBoolean.False, Given.Value(Juel.ToFeel(condition, out _, out _)!, variables));

    [Fact]
    public void Long_and_deep_expressions_are_refused()
    {
        Assert.Null(Juel.ToFeel("${" + new string('(', 1_900) + "a" + new string(')', 1_900) + "}", out var reason, out var reasonNl));
        Assert.Equal(("it is nested deeper than 50", "zij is dieper genest dan 50"), (reason, reasonNl));
        Assert.Null(Juel.ToFeel("${" + new string('!', 3_000) + "a}", out reason, out _));
        Assert.Equal("it is nested deeper than 50", reason);
        Assert.Null(Juel.ToFeel("${" + new string(' ', 100_000) + "a}", out reason, out reasonNl));
        Assert.Equal(("it is longer than 4000 characters", "zij is langer dan 4000 tekens"), (reason, reasonNl));
    }

    [Fact]
    public void A_text_that_only_looks_like_one_stays_FEEL() =>
        Assert.NotNull(BpmnReader.Read(Bpmn.Process("""<startEvent id="s"/><task id="a"/><flows>s > a if x = "${y}"</flows>""")).Model);
}
