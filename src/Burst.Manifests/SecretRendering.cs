namespace Burst.Manifests;

public enum SecretRendering
{
    /// <summary>Keys are shown, each value as <see cref="ManifestWriter.RedactedValue"/>, which the reader refuses.</summary>
    Redacted,

    /// <summary>Values as they are, in base64. Only for who may read secrets, never for a log.</summary>
    Full,
}
