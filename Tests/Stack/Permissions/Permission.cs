namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>An IAM action on a resource.</summary>
/// <param name="Action">For example <c>dynamodb:Query</c>.</param>
/// <param name="Resource">
/// Logical id in the template, for example <c>KanbanTable</c>; with the index behind it, <c>KanbanTable/index/DUE</c>; a star for
/// actions that know no resources.
/// </param>
internal readonly record struct Permission(string Action, string Resource)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Action} on {Resource}";
}
