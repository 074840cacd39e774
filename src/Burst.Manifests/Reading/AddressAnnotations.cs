using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>
/// Reads the annotations that open a pod to the internet. Only one of them does, and only with the word true: neither a port nor a DNS
/// label, which is enough elsewhere, gives a pod an address that nobody asked for.
/// </summary>
internal static partial class AddressAnnotations
{
    private static readonly string[] All =
        [PublicAddress.Annotation, PublicAddress.DnsLabelAnnotation, PublicAddress.VirtualKubeletDnsLabelAnnotation];

    /// <summary>The spec with what the annotations ask for.</summary>
    public static PodSpec Apply(FieldReader? metadata, ImmutableSortedDictionary<string, string> annotations, PodSpec spec)
    {
        if (metadata is null || !All.Any(annotations.ContainsKey))
            return spec;
        var isPublic = ReadFlag(metadata, annotations);
        var label = ReadLabel(metadata, annotations, isPublic);
        if (!isPublic)
            return spec;
        if (spec.Containers.All(container => container.Ports.IsEmpty))
            Error(metadata, PublicAddress.Annotation, "opens the ports that the containers declare, and they declare none; add ports to a container");
        return spec with { PublicAddress = new PublicAddress(label) };
    }

    /// <summary>A DNS name is of one container group in a region; the others of a template are refused it.</summary>
    public static void WarnInTemplate(FieldReader metadata, PodSpec spec)
    {
        if (spec.PublicAddress?.DnsLabel is { } label)
            metadata.Warn("annotations", $"ask for the DNS label {NodeText.Quote(label)}, which only one pod in a region can have at a time; with more pods the others are refused by Azure");
    }

    /// <summary>On a workload itself they do nothing.</summary>
    public static void WarnOnWorkload(FieldReader fields, ImmutableSortedDictionary<string, string> annotations)
    {
        foreach (var name in All.Where(annotations.ContainsKey))
            fields.Warn("metadata", $"the annotation {name} has no effect here; move it to spec.template.metadata.annotations");
    }

    private static bool ReadFlag(FieldReader metadata, ImmutableSortedDictionary<string, string> annotations)
    {
        var word = annotations.GetValueOrDefault(PublicAddress.Annotation, "false");
        if (word is not ("true" or "false"))
            Error(metadata, PublicAddress.Annotation, $"must be \"true\" or \"false\", not {NodeText.Quote(word)}");
        return word == "true";
    }

    private static string? ReadLabel(FieldReader metadata, ImmutableSortedDictionary<string, string> annotations, bool isPublic)
    {
        string? label = null;
        foreach (var name in All.Skip(1).Where(annotations.ContainsKey))
        {
            var text = annotations[name];
            if (!isPublic)
                Error(metadata, name, $"names a public address, which only {PublicAddress.Annotation}: \"true\" asks for; add that, or remove this");
            if (!LabelPattern().IsMatch(text))
                Error(metadata, name, $"{NodeText.Quote(text)} is not a DNS label; use 5-63 lower-case letters, digits and '-', a letter first and no '-' last");
            if (label is not null && label != text)
                Error(metadata, name, $"is not the same as {PublicAddress.DnsLabelAnnotation}; remove one of the two");
            label ??= text;
        }

        return label;
    }

    /// <summary>Of an annotation, at its own path.</summary>
    public static void Error(FieldReader metadata, string name, string message) =>
        metadata.Context.Error(metadata.Find("annotations")?.Value.At ?? metadata.At, metadata.Path.Field("annotations").Field(name), message);

    [GeneratedRegex(@"\A[a-z][-a-z0-9]{3,61}[a-z0-9]\z")]
    private static partial Regex LabelPattern();
}
