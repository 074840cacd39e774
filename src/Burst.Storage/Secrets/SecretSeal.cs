using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Burst.Core.Objects;
using Burst.Core.Serialization;

namespace Burst.Storage.Secrets;

/// <summary>
/// Seals a secret, its annotations included (tools keep whole manifests there), with AES-256-GCM. Layout: format (1 byte),
/// nonce (12), tag (16), ciphertext. The object's identity is authenticated, so a sealed row cannot be moved to another name.
/// </summary>
internal sealed class SecretSeal(byte[] key) : IDisposable
{
    private const byte Format = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    public byte[] Seal(Secret secret)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes<ClusterObject>(secret, CoreJson.Default.ClusterObject);
        try
        {
            var box = new byte[HeaderBytes + plain.Length];
            box[0] = Format;
            var nonce = box.AsSpan(1, NonceBytes);
            RandomNumberGenerator.Fill(nonce);
            using var aes = new AesGcm(key, TagBytes);
            aes.Encrypt(nonce, plain, box.AsSpan(HeaderBytes), box.AsSpan(1 + NonceBytes, TagBytes), Identity(secret.Metadata));
            return box;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <exception cref="CryptographicException">Sealed with another key, for another object, or altered since.</exception>
    public Secret Open(ReadOnlySpan<byte> box, string uid, string secretNamespace, string name)
    {
        if (box.Length < HeaderBytes || box[0] != Format)
            throw new CryptographicException($"The sealed secret has {box.Length} bytes or an unknown format; format {Format} is known.");
        var plain = new byte[box.Length - HeaderBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            var tag = box.Slice(1 + NonceBytes, TagBytes);
            aes.Decrypt(box.Slice(1, NonceBytes), box[HeaderBytes..], tag, plain, Identity(uid, secretNamespace, name));
            return (Secret)JsonSerializer.Deserialize(plain, CoreJson.Default.ClusterObject)!;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private static byte[] Identity(ObjectMeta metadata) => Identity(metadata.Uid, metadata.Namespace, metadata.Name);

    /// <summary>No part can hold a line break, so different identities are different texts.</summary>
    private static byte[] Identity(string uid, string secretNamespace, string name) =>
        Encoding.UTF8.GetBytes($"burst secret {Format}\n{uid}\n{secretNamespace}\n{name}");
}
