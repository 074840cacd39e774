using System.Text;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>Reads the values of ConfigMaps and Secrets of one namespace as they are now.</summary>
internal sealed class LaunchData(ClusterState state, string inNamespace)
{
    /// <summary>Refuses what it cannot read; the ordinary one would put other characters in its place.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Every key; none when what is optional is not there.</returns>
    /// <exception cref="UnresolvedReferenceException">It must be there and is not.</exception>
    public IEnumerable<Item> Read(ObjectKind kind, string name, bool optional) => state.Find(new ObjectKey(kind, inNamespace, name)) switch
    {
        ConfigMap map => map.Data.Select(pair => new Item($"{kind} {name}", pair.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value)), false)),
        Secret secret => secret.Data.Select(pair => new Item($"{kind} {name}", pair.Key, pair.Value, true)),
        _ when optional => [],
        _ => throw new UnresolvedReferenceException($"{kind} {name} is no longer there"),
    };

    /// <returns>Null when what is optional is not there.</returns>
    /// <exception cref="UnresolvedReferenceException">It must be there and is not.</exception>
    public Item? FindKey(ObjectKind kind, string name, string key, bool optional)
    {
        foreach (var item in Read(kind, name, optional))
        {
            if (item.Key == key)
                return item;
        }

        return optional ? null : throw new UnresolvedReferenceException($"{kind} {name} has no key {key} any more");
    }

    /// <summary>One key's value, in base64; <see cref="Owner"/> is the object it is of, for messages.</summary>
    internal sealed record Item(string Owner, string Key, string Base64, bool IsSecret)
    {
        /// <exception cref="UnresolvedReferenceException">The value is not UTF-8 text.</exception>
        public string Text
        {
            get
            {
                var bytes = new byte[Base64.Length];
                if (!Convert.TryFromBase64String(Base64, bytes, out var length))
                    throw new UnresolvedReferenceException($"{Owner}: the value of {Key} is not base64");
                try
                {
                    return StrictUtf8.GetString(bytes, 0, length);
                }
                catch (DecoderFallbackException)
                {
                    throw new UnresolvedReferenceException($"{Owner}: the value of {Key} is not UTF-8 text, and a variable can hold nothing else");
                }
            }
        }

        public override string ToString() => $"{Owner} {Key}";
    }
}
