namespace Burst.Core.Serialization;

/// <summary>A value that is a validated string on the wire.</summary>
public interface IStringValue<TSelf>
    where TSelf : struct, IStringValue<TSelf>
{
    string Value { get; }

    /// <exception cref="FormatException">The text is not a valid value; the message says what is accepted.</exception>
    static abstract TSelf Parse(string text);
}
