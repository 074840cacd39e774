using System.Text.RegularExpressions;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>
/// Finds <c>$(NAME)</c> where Kubernetes would put the variable's value. Burst does not, and says so instead of passing the text on
/// as it stands. A name that is no variable of the container is left alone by Kubernetes too, so shell commands are safe.
/// </summary>
internal static partial class VariableReferences
{
    public static void Refuse(FieldReader fields, ContainerSpec container)
    {
        var names = container.Env.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        Refuse(fields, "command", container.Command, names);
        Refuse(fields, "args", container.Args, names);
        Refuse(fields, "env", container.Env.Select(variable => variable.Value ?? ""), names);
    }

    private static void Refuse(FieldReader fields, string field, IEnumerable<string> texts, HashSet<string> names)
    {
        var found = texts.SelectMany(text => Reference().Matches(text)).Select(match => match.Groups[1].Value).FirstOrDefault(names.Contains);
        if (found is not null)
            fields.Error(field, $"refers to $({found}); expanding variables is not supported yet, so write the value itself, or let a shell read ${found}");
    }

    [GeneratedRegex(@"(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)")]
    private static partial Regex Reference();
}
