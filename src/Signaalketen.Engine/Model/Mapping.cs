using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>One value that is carried between an activity and its surroundings: a data association or an <c>sk:input</c>/<c>sk:output</c>.</summary>
public sealed record Mapping(string Target, FeelExpression Source);
