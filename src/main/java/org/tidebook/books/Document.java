package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.EntityTypeName;
import org.tidebook.sync.entity.Label;
import org.tidebook.sync.entity.MachineFilled;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** A file and what it belongs to. Its bytes travel apart; this is what is known about them. */
@Entity
@Table(name = "documents")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Document extends SyncedEntity {

  /** Type and subtype of RFC 6838, and parameters in printable ASCII, fit for a header. */
  static final String MEDIA_TYPE = "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;[ -~]*)?";

  private static final String SHA256 = "It must have 64 hexadecimal digits.";

  /** Beyond this whole numbers in JSON are not exact in every language. */
  static final long LARGEST = 9_007_199_254_740_991L;

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @NotNull
  @MachineFilled
  @Size(max = 255)
  @Pattern(regexp = MEDIA_TYPE, message = "It must be a media type such as application/pdf.")
  @Column(name = "media_type")
  protected String mediaType;

  @NotNull
  @Label("Size in bytes")
  @MachineFilled
  @Min(0)
  @Max(LARGEST)
  @Column(name = "size")
  protected Long size;

  /** The hash of the bytes, in hexadecimal digits. */
  @NotNull
  @Label("SHA-256")
  @MachineFilled
  @Size(min = 64, max = 64, message = SHA256)
  @Pattern(regexp = "[0-9A-Fa-f]{64}", message = SHA256)
  @Column(name = "sha256")
  protected String sha256;

  /** The entity type of what it is attached to. */
  @Label("Belongs to")
  @EntityTypeName
  @Column(name = "owner_type")
  protected @Nullable String ownerType;

  @Label("Record")
  @Reference(typeIn = "ownerType")
  @Column(name = "owner_id")
  protected @Nullable String ownerId;
}
