using System.Text.Json.Nodes;

namespace KanbanAspire.Tests.Stack;

/// <summary>
/// Works out values of a template as CloudFormation does at a deployment with the parameters' defaults. Of a resource it knows
/// nothing but its id, which stands for all that only AWS could say.
/// </summary>
/// <param name="stack">The template.</param>
public sealed class TemplateValues(CloudAssembly stack)
{
    /// <summary>Works out one value.</summary>
    /// <param name="node">A text or an intrinsic function.</param>
    /// <returns>The text; null for <c>AWS::NoValue</c>.</returns>
    public string? Of(JsonNode? node) => node switch
    {
        JsonValue value => value.ToString(),
        JsonObject { Count: 1 } function when function.Single() is var (name, argument) => name switch
        {
            "Ref" => Reference((string)argument!),
            "Fn::Join" => string.Join((string)argument![0]!, argument[1]!.AsArray().Select(Of)),
            "Fn::GetAtt" => $"{argument![0]}.{argument[1]}",
            "Fn::If" => Of(IsTrue(stack.Template["Conditions"]![(string)argument![0]!]) ? argument[1] : argument[2]),
            _ => throw new NotSupportedException(name),
        },
        _ => throw new NotSupportedException(node?.ToJsonString()),
    };

    /// <summary>Works out the variables of a function.</summary>
    /// <param name="description">Part of its description.</param>
    public Dictionary<string, string> Variables(string description) => stack.Function(description)["Environment"]!["Variables"]!.AsObject()
        .ToDictionary(variable => variable.Key, variable => Of(variable.Value) ?? "", StringComparer.Ordinal);

    private string? Reference(string id) => id switch
    {
        "AWS::NoValue" => null,
        _ when stack.Template["Parameters"]![id] is { } parameter => (string?)parameter["Default"],
        _ => id,
    };

    private bool IsTrue(JsonNode? condition) => condition!.AsObject().Single() switch
    {
        ("Fn::Not", { } negated) => !IsTrue(negated[0]),
        ("Fn::Equals", { } two) => string.Equals(Of(two[0]), Of(two[1]), StringComparison.Ordinal),
        var (name, _) => throw new NotSupportedException(name),
    };
}
