using System.Globalization;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Workloads;

/// <summary>A number of pods, or a percentage of a workload's replicas: <c>2</c> or <c>25%</c>, as Kubernetes' IntOrString writes it.</summary>
[JsonConverter(typeof(StringValueJsonConverter<PodShare>))]
public readonly record struct PodShare : IStringValue<PodShare>
{
    private PodShare(int number, bool isPercent) => (Number, IsPercent) = (number, isPercent);

    /// <summary>0 or more.</summary>
    public int Number { get; }

    public bool IsPercent { get; }

    public string Value => string.Create(CultureInfo.InvariantCulture, $"{Number}{(IsPercent ? "%" : "")}");

    public static PodShare Pods(int number) => new(Valid(number), false);

    public static PodShare Percent(int number) => new(Valid(number), true);

    public static PodShare Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isPercent = text.EndsWith('%');
        return int.TryParse(isPercent ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PodShare(number, isPercent)
            : throw new FormatException($"'{text}' is neither a number of pods, as 2, nor a percentage of the replicas, as 25%.");
    }

    /// <summary>So many of these replicas; where a percentage comes to a part of a pod it is one more, or none.</summary>
    public int Of(int replicas, bool roundsUp)
    {
        if (!IsPercent)
            return Number;
        var hundredths = (long)Number * replicas;
        return (int)Math.Min(int.MaxValue, (hundredths + (roundsUp ? 99 : 0)) / 100);
    }

    public override string ToString() => Value;

    private static int Valid(int number) => number >= 0
        ? number
        : throw new ArgumentOutOfRangeException(nameof(number), number, "0 or more.");
}
