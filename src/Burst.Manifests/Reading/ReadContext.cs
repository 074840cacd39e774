using System.Collections.Immutable;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>What reading one file has found so far.</summary>
internal sealed class ReadContext(string source, string defaultNamespace)
{
    public const int MessagesMax = 100;

    // A field that is read in two steps reports what is wrong with it twice; sets keep the first.
    private readonly HashSet<ManifestError> _errors = [];
    private readonly HashSet<ManifestError> _warnings = [];
    private bool _hasMoreErrors;
    private int _lastLine;

    public string Source => source;

    public string DefaultNamespace => defaultNamespace;

    /// <summary>No further error will be listed.</summary>
    public bool IsFull => _errors.Count >= MessagesMax;

    public ImmutableArray<ManifestError> Errors => _hasMoreErrors
        ? [.. InOrder(_errors), new ManifestError(source, _lastLine, 1, "", $"there are more than {MessagesMax} errors; the rest are not listed")]
        : [.. InOrder(_errors)];

    public ImmutableArray<string> Warnings => [.. InOrder(_warnings).Select(warning => warning.ToString())];

    public void Error(Position at, FieldPath path, string message)
    {
        if (_errors.Count < MessagesMax)
            _errors.Add(new ManifestError(source, at.Line, at.Column, path.ToString(), message));
        else
            (_hasMoreErrors, _lastLine) = (true, Math.Max(_lastLine, at.Line));
    }

    public void Warn(Position at, FieldPath path, string message)
    {
        if (_warnings.Count < MessagesMax)
            _warnings.Add(new ManifestError(source, at.Line, at.Column, path.ToString(), message));
    }

    private static IEnumerable<ManifestError> InOrder(IEnumerable<ManifestError> messages) =>
        messages.OrderBy(message => message.Line).ThenBy(message => message.Column)
            .ThenBy(message => message.Path, StringComparer.Ordinal).ThenBy(message => message.Message, StringComparer.Ordinal);
}
