package org.tidebook.sync.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field the name of the field on the wire
 * @param message a sentence for the user; it never repeats the value
 */
public record FieldError(String field, String message) {}
