using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Reads the annotations that bound the processes of a pod's containers.</summary>
internal static partial class LimitAnnotations
{
    private static readonly string[] All = [ProcessLimits.PidsAnnotation, ProcessLimits.UlimitsAnnotation];

    /// <summary>The spec with what the annotations ask for.</summary>
    public static PodSpec Apply(FieldReader? metadata, ImmutableSortedDictionary<string, string> annotations, PodSpec spec)
    {
        if (metadata is null || !All.Any(annotations.ContainsKey))
            return spec;
        var limits = new ProcessLimits(ReadPids(metadata, annotations), ReadUlimits(metadata, annotations));
        return limits is { PidsMax: null, Ulimits: null } ? spec : spec with { ProcessLimits = limits };
    }

    /// <summary>On a workload itself they do nothing.</summary>
    public static void WarnOnWorkload(FieldReader fields, ImmutableSortedDictionary<string, string> annotations)
    {
        foreach (var name in All.Where(annotations.ContainsKey))
            fields.Warn("metadata", $"the annotation {name} has no effect here; move it to spec.template.metadata.annotations");
    }

    private static long? ReadPids(FieldReader metadata, ImmutableSortedDictionary<string, string> annotations)
    {
        if (!annotations.TryGetValue(ProcessLimits.PidsAnnotation, out var text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        AddressAnnotations.Error(metadata, ProcessLimits.PidsAnnotation, $"must be 1 or more, such as \"100\", not {NodeText.Quote(text)}");
        return null;
    }

    private static ImmutableArray<Ulimit>? ReadUlimits(FieldReader metadata, ImmutableSortedDictionary<string, string> annotations)
    {
        if (!annotations.TryGetValue(ProcessLimits.UlimitsAnnotation, out var text))
            return null;
        var read = text.Split(',', StringSplitOptions.TrimEntries).Select(item => (Item: item, Match: Pattern().Match(item))).ToList();
        var wrong = read.FirstOrDefault(item => !item.Match.Success);
        if (wrong.Item is not null)
        {
            AddressAnnotations.Error(metadata, ProcessLimits.UlimitsAnnotation, $"{NodeText.Quote(wrong.Item)} is no limit; write NAME=SOFT:HARD with commas between, such as nofile=1024:4096");
            return null;
        }

        return [.. read.Select(item => Of(item.Match))];
    }

    private static Ulimit Of(Match match)
    {
        var soft = long.Parse(match.Groups["soft"].ValueSpan, CultureInfo.InvariantCulture);
        return new Ulimit(match.Groups["name"].Value, soft, match.Groups["hard"] is { Success: true } hard ? long.Parse(hard.ValueSpan, CultureInfo.InvariantCulture) : soft);
    }

    [GeneratedRegex(@"\A(?<name>core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)=(?<soft>-1|[0-9]{1,15})(:(?<hard>-1|[0-9]{1,15}))?\z")]
    private static partial Regex Pattern();
}
